import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What is installed together, at the versions that the tests were written for. */
const ENVIRONMENTS = {
  /** The official client, servers of the same generation, and what holds manifests to Kubernetes’ schemas. */
  '.venv': ['mcp==2.3.0', 'fastmcp==4.2.3', 'kubernetes-validate==1.37.0'],
  /** Servers that people run, at the versions that they run. */
  '.venv-servers': ['-r', fileURLToPath(new URL('servers.txt', import.meta.url))],
  '.venv-proxy': ['mcp-proxy==0.13.0'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Environment = keyof typeof ENVIRONMENTS;

/** The interpreter that has the official client and fastmcp; it is there once this file has run. */
export const PYTHON = programOf('.venv');

/** The interpreter that has fastapi-mcp and the SDK that goes with it. */
export const SERVERS_PYTHON = programOf('.venv-servers');

/** mcp-proxy from PyPI. */
export const PYTHON_PROXY = programOf('.venv-proxy', 'mcp-proxy');

/** Holds manifests to Kubernetes’ schemas. */
export const KUBERNETES_VALIDATE = programOf('.venv', 'kubernetes-validate');

export function hasVenv(python = PYTHON): boolean {
  return existsSync(python);
}

function programOf(environment: Environment, program = 'python'): string {
  return fileURLToPath(new URL(`${environment}/bin/${program}`, import.meta.url));
}

/** Makes a virtual environment, unless it is there as it should be. Takes Python 3.10 and PyPI. */
async function makeVenv(environment: Environment, packages: readonly string[]): Promise<void> {
  const folder = fileURLToPath(new URL(`${environment}/`, import.meta.url));
  const wanted = JSON.stringify([...packages, await versionsIn(packages)]);
  const made = await readFile(`${folder}made`, 'utf8').catch(() => null);
  if (made === wanted) return;
  const run = promisify(execFile);
  await run('python3', ['-m', 'venv', '--clear', folder]);
  const pip = ['-m', 'pip', 'install', '-q', '--disable-pip-version-check'];
  await run(programOf(environment), [...pip, ...packages]);
  await writeFile(`${folder}made`, wanted);
}

/** What a file of requirements says, since it may change. */
async function versionsIn([flag, file]: readonly string[]): Promise<string> {
  return flag === '-r' && file !== undefined ? await readFile(file, 'utf8') : '';
}

if (import.meta.main) {
  await makeVenv('.venv', ENVIRONMENTS['.venv']);
  await makeVenv('.venv-servers', ENVIRONMENTS['.venv-servers']);
  await makeVenv('.venv-proxy', ENVIRONMENTS['.venv-proxy']);
}
