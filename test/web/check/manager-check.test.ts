import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { streamingManager } from '../../../src/manager/streaming-manager.ts';
import { checkManagerFile } from '../../../src/web/check/check-manager-file.ts';
import { checkManager } from '../../../src/web/check/manager-check.ts';
import { flagsToStripTypes } from '../../../src/web/check/strip-types.ts';
import { LESSONS } from '../../../src/web/lessons/lessons.ts';

describe('the check of a repaired manager', () => {
  const starters = LESSONS.flatMap(({ number, exercise: { starter, breaks } }) =>
    starter === undefined || breaks === undefined ? [] : [{ number, starter, breaks }],
  );

  it('has nine things to repair', () => expect(starters).toHaveLength(9));

  it.each(starters)(
    'finds that what lesson $number wants repaired breaks $breaks',
    async (each) => {
      const file = await fileWith(each.starter, `lesson-${each.number}.ts`);
      const { default: manager } = await import(file);
      const [result] = await checkManager(manager, [each.breaks]);
      expect(result?.fault).not.toBeNull();
      const [kept] = await checkManager(streamingManager, [each.breaks]);
      expect(kept?.fault).toBeNull();
    },
  );
});

describe('the check of a file', () => {
  it('holds it to the whole contract, in a process of its own', async () => {
    const file = await fileWith('export default (transport) => (request) => transport(request);\n');
    const results = await checkManagerFile(file, SIGNAL);
    expect(results.filter(({ fault }) => fault !== null)).toEqual([]);
    expect(results.length).toBeGreaterThan(30);
  });

  it('survives what the file does', async () => {
    const file = await fileWith('export default () => process.exit(3);\n');
    expect(await checkManagerFile(file, SIGNAL)).toMatchObject([
      { fault: 'the process died, or waited for something that never came' },
    ]);
  });

  it.each([
    ['no manager', 'export const manager = 1;\n', 'default export'],
    ['no TypeScript', 'export default {{{\n', 'manager.ts'],
  ])('says what is wrong with a file that has %s', async (_what, text, message) => {
    await expect(checkManagerFile(await fileWith(text), SIGNAL)).rejects.toThrow(message);
  });

  it.each([
    ['24', 'strip', false, []],
    ['22.12', false, true, ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']],
    ['22.0', undefined, false, null],
  ])('has Node %s read TypeScript, if that can be had', (_version, typescript, isKnown, flags) => {
    const features = typescript === undefined ? {} : { typescript };
    const known = new Set(isKnown ? ['--experimental-strip-types'] : []);
    expect(flagsToStripTypes({ features, allowedNodeEnvironmentFlags: known })).toEqual(flags);
  });

  it('says that there is none', async () => {
    await expect(checkManagerFile('/nowhere/manager.ts', SIGNAL)).rejects.toThrow('no file');
  });
});

const SIGNAL = new AbortController().signal;

async function fileWith(text: string, name = 'manager.ts'): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), name);
  await writeFile(file, text);
  return file;
}
