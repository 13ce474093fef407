import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The official Python client, at the version that the tests were written for. */
const PACKAGE = 'mcp==2.3.0';
const VENV = fileURLToPath(new URL('.venv/', import.meta.url));

/** The interpreter that has the package; it is there once {@link makeVenv} has run. */
export const PYTHON = `${VENV}bin/python`;

export function hasVenv(): boolean {
  return existsSync(PYTHON);
}

/** Makes a virtual environment with the official Python client. Takes Python 3.10 and PyPI. */
export async function makeVenv(): Promise<void> {
  const run = promisify(execFile);
  await run('python3', ['-m', 'venv', VENV]);
  await run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PACKAGE]);
}

if (import.meta.main) await makeVenv();
