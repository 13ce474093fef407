import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { explains, readExplained } from './explained.ts';
import { mutantsIn } from './mutants-in.ts';
import { ROOT } from './sources.ts';

it('explains only mutants that there are', async () => {
  const explained = await readExplained();
  const files = [...new Set(explained.map(({ file }) => file))];
  const texts = await Promise.all(files.map((file) => readFile(join(ROOT, file), 'utf8')));
  const mutants = files.flatMap((file, index) => mutantsIn(file, texts[index] ?? ''));
  const gone = explained.filter((each) => !mutants.some((mutant) => explains(each, mutant)));
  expect(gone).toEqual([]);
});
