import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bufferedManager } from '../../src/manager/buffered-manager.ts';
import { option1Hardened } from '../../src/manager/option-1-hardened.ts';
import { streamingManager } from '../../src/manager/streaming-manager.ts';
import { checkManagerFile } from '../../src/web/check-manager-file.ts';
import { LESSONS } from '../../src/web/lessons.ts';
import { checkManager, type ManagerMaker } from '../../src/web/manager-check.ts';

describe('the check of a repaired manager', () => {
  it.each([
    ['the streaming manager', streamingManager],
    ['the hardened queue', option1Hardened],
  ])('has nothing against %s', async (_name, manager) => {
    expect(await faultsOf(manager)).toEqual([]);
  });

  it('finds the bug', async () => {
    expect(await faultsOf(bufferedManager)).toEqual([
      'first-event latency = 0.00·first + 1.00·total',
      'due after 2 s, 8 s, 12 s, heard after 12 s, 12 s, 12 s',
      'due after 2 s, 8 s, 12 s, heard after 12 s, 12 s, 12 s',
      'the first was heard after 42 s',
    ]);
  });

  const starters = LESSONS.flatMap(({ number, exercise: { starter } }) =>
    starter === undefined ? [] : [[number, starter] as const],
  );
  it('has nine things to repair', () => expect(starters).toHaveLength(9));
  it.each(starters)('finds something in what lesson %i wants repaired', async (number, starter) => {
    const { default: manager } = await import(await fileWith(starter, `lesson-${number}.ts`));
    expect(await faultsOf(manager)).not.toEqual([]);
  });
});

describe('the check of a file', () => {
  it('loads it in a process of its own', async () => {
    const file = await fileWith('export default (transport) => (request) => transport(request);\n');
    const results = await check(file);
    expect(results).toHaveLength(6);
    expect(results.map(({ fault }) => fault)).toEqual([null, null, null, null, null, null]);
  });

  it('survives what the file does', async () => {
    const results = await check(await fileWith('export default () => process.exit(3);\n'));
    expect(results.at(-1)?.fault).toContain('after 0 checks it died');
  });

  it.each([
    ['no manager', 'export const manager = 1;\n', 'default export'],
    ['no TypeScript', 'export default {{{\n', 'manager.ts'],
  ])('says what is wrong with a file that has %s', async (_what, text, message) => {
    await expect(check(await fileWith(text))).rejects.toThrow(message);
  });

  it('says that there is none', async () => {
    await expect(check('/nowhere/manager.ts')).rejects.toThrow('there is no file');
  });
});

async function faultsOf(manager: ManagerMaker): Promise<readonly string[]> {
  const faults: string[] = [];
  for await (const { fault } of checkManager(manager)) if (fault !== null) faults.push(fault);
  return faults;
}

function check(file: string) {
  return checkManagerFile(file, { onResult: () => {}, signal: new AbortController().signal });
}

async function fileWith(text: string, name = 'manager.ts'): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), name);
  await writeFile(file, text);
  return file;
}
