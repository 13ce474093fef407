import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { FLOW } from './flow.ts';

const [SRC, TEST] = [new URL('../../src/', import.meta.url), new URL('../', import.meta.url)];

it('A test that has the name of a source lies where the source lies', async () => {
  const files = (await filesIn(SRC)).filter((file) => /\.tsx?$/.test(file));
  const sources = files.map((file) => file.replace(/\.tsx?$/, ''));
  const tests = (await filesIn(TEST)).filter((file) => file.endsWith('.test.ts'));
  const mirrored = tests.filter((file) => FLOW.includes(wingOf(file)));
  expect(mirrored.length).toBeGreaterThan(100);
  const astray = mirrored.filter((test) => {
    const name = test.replace(/\.test\.ts$/, '');
    const namesakes = sources.filter(
      (source) => wingOf(source) === wingOf(name) && basename(source) === basename(name),
    );
    return namesakes.length > 0 && !namesakes.includes(name);
  });
  expect(astray).toEqual([]);
});

async function filesIn(folder: URL): Promise<readonly string[]> {
  return await readdir(folder, { recursive: true, encoding: 'utf8' });
}

function wingOf(file: string): string {
  return file.slice(0, file.indexOf('/'));
}
