import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The official Python client, at the version that the tests were written for. */
const CLIENT = ['mcp==2.3.0'];
/** Kubernetes' schemas, and what holds manifests to them. */
const VALIDATOR = ['kubernetes-validate==1.37.0'];
/** Servers that people run, at the versions that they run; they don’t go with that client. */
const SERVERS = ['-r', fileURLToPath(new URL('servers.txt', import.meta.url))];

const CLIENT_VENV = fileURLToPath(new URL('.venv/', import.meta.url));
const SERVERS_VENV = fileURLToPath(new URL('.venv-servers/', import.meta.url));

/** The interpreter that has the client; it is there once {@link makeVenv} has run. */
export const PYTHON = `${CLIENT_VENV}bin/python`;

/** The interpreter that has the servers. */
export const SERVERS_PYTHON = `${SERVERS_VENV}bin/python`;

/** Holds manifests to Kubernetes’ schemas. */
export const KUBERNETES_VALIDATE = `${CLIENT_VENV}bin/kubernetes-validate`;

export function hasVenv(python = PYTHON): boolean {
  return existsSync(python);
}

/** Makes a virtual environment with some packages. Takes Python 3.10 and PyPI. */
async function makeVenv(folder: string, packages: readonly string[]): Promise<void> {
  const run = promisify(execFile);
  await run('python3', ['-m', 'venv', folder]);
  const python = `${folder}bin/python`;
  await run(python, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', ...packages]);
}

if (import.meta.main) {
  await makeVenv(CLIENT_VENV, [...CLIENT, ...VALIDATOR]);
  await makeVenv(SERVERS_VENV, SERVERS);
}
