import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { FUNCTIONS } from '../../src/stata/expression/functions.ts';
import { runDo } from './run-do.ts';

it('The README shows what the interpreter says', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const [, code = '', log] =
    /^```stata\n([\s\S]*?)^```$[\s\S]*?^```text\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  expect(await runDo(code)).toBe(log);
  const counted = / (\d+) functions,/.exec(readme)?.[1];
  expect(Math.floor(FUNCTIONS.size / 10) * 10).toBe(Number(counted));
});
