import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const HERE = fileURLToPath(new URL('.', import.meta.url));
/** A copy of the lock file that was installed; npm leaves its folder alone. */
const MADE = `${HERE}node_modules/.made.json`;

/** Where a program of a package is. */
export function programOf(name: string): string {
  return `${HERE}node_modules/.bin/${name}`;
}

/** The path of a server that is written here. */
export function serverFile(name: string): string {
  return `${HERE}${name}`;
}

export function isInstalled(): boolean {
  return existsSync(MADE);
}

if (import.meta.main) {
  const lock = await readFile(`${HERE}package-lock.json`, 'utf8');
  const made = await readFile(MADE, 'utf8').catch(() => null);
  if (made !== lock) {
    // No package needs a script of its own to be installed.
    const options = ['--ignore-scripts', '--no-audit', '--no-fund'];
    await promisify(execFile)('npm', ['ci', ...options], { cwd: HERE });
    await writeFile(MADE, lock);
  }
}
