import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { InstalledStata } from '../front/installed.ts';
import { hasVenv } from './python/venv.ts';

const SCRIPT = fileURLToPath(new URL('../front/pystata-session.py', import.meta.url));
const VERSIONS = ['3.9', '3.10', '3.11', '3.12', '3.13', '3.14'];

const UNPACKED = fileURLToPath(new URL('python/.python3.14/python3.14', import.meta.url));

/** Python of that version: on the PATH, pyenv’s, or the one that python/python3.14.sh unpacked. */
function pythonOf(version: string): string | undefined {
  const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const installed = foldersIn(pyenv).filter((name) => name.startsWith(`${version}.`));
  const candidates = [
    `python${version}`,
    ...installed.map((name) => join(pyenv, name, 'bin/python')),
    ...(version === '3.14' ? [UNPACKED] : []),
  ];
  return candidates.find((python) => spawnSync(python, ['--version']).status === 0);
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const Seen = z.looseObject({ python: z.string() });

let stata: InstalledStata;
let expected: z.infer<typeof Seen>;

beforeAll(async () => {
  stata = await InstalledStata.create();
  // test/front/pystata.test.ts says what this one has to see.
  expected = await session('python3');
}, 60_000);

afterAll(() => stata[Symbol.asyncDispose]());

/** Takes ten seconds, of which `npm test` hasn’t many. */
const isAsked = hasVenv();

if (!isAsked) {
  process.stdout.write('skipped: pystata under other Pythons; npm run test:interop runs it\n');
}

for (const version of VERSIONS) {
  const python = isAsked ? pythonOf(version) : undefined;
  if (isAsked && python === undefined)
    process.stdout.write(`skipped: Python ${version}, which isn’t here\n`);
  it.skipIf(python === undefined)(
    `under Python ${version} pystata is as it is under the system’s`,
    { timeout: 30_000 },
    async () => {
      const seen = await session(python ?? '');
      expect(seen).toEqual({ ...expected, python: version, blocks: seen.blocks });
    },
  );
}

async function session(python: string): Promise<z.infer<typeof Seen>> {
  const args = [SCRIPT, `${stata.directory}/utilities`];
  const { stdout, stderr } = await stata.start(python, args, { input: '' }).ended;
  if (!stdout.startsWith('{')) throw new Error(`${python}: ${stdout}\n${stderr}`);
  return Seen.parse(JSON.parse(stdout));
}
