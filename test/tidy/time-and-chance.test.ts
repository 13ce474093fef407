import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const SRC = new URL('../../src/', import.meta.url);
const FORBIDDEN =
  /\b(setTimeout|setInterval|setImmediate|Date\.now|performance\.now|Math\.random)\b/g;

/** Who may, and why. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  // The wall's clock is asked once, at the start, for the times that people read.
  'cli/run.ts': ['Date.now'],
  'cli/serve.ts': ['Date.now'],
};

it('Only src/clock/ knows the time, and nothing is left to chance', async () => {
  const files = (await readdir(SRC, { recursive: true })).filter((file) => /\.tsx?$/.test(file));
  const found: Record<string, readonly string[]> = {};
  for (const file of files) {
    if (file.startsWith('clock/')) continue;
    const text = await readFile(new URL(file, SRC), 'utf8');
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const uses = [...code.matchAll(FORBIDDEN)].map(([use]) => use);
    if (uses.length > 0) found[file] = uses;
  }
  expect(found).toEqual(ALLOWED);
});
