import { describe, expect, it } from 'vitest';
import { mutantsIn } from './mutants-in.ts';
import { readSources } from './sources.ts';
import { Workshop } from './workshop.ts';

const TESTS = 'test/clock/time-limit.test.ts';
const SOURCE = 'src/clock/time-limit.ts';

describe('Workshop', () => {
  it('tells mutants that a test notices from others', async () => {
    await using workshop = new Workshop();
    const measured = await workshop.measure(TESTS);
    expect(measured.map(({ failure }) => failure)).not.toContainEqual(expect.anything());
    const tests = measured.map(({ name, ms, coverage }) => ({
      id: { file: TESTS, name },
      ms,
      coverage,
    }));
    expect(tests.every(({ coverage }) => SOURCE in coverage)).toBe(true);
    const text = (await readSources()).texts.get(SOURCE) ?? '';
    const mutantOf = (line: string) => {
      const mutant = mutantsIn(SOURCE, text).find((each) => each.text.startsWith(line));
      if (mutant === undefined) throw new Error(`${SOURCE} has no ${line}`);
      return mutant;
    };
    expect(await workshop.try(mutantOf('() => over.abort(reason)'), tests)).toMatchObject({
      kind: 'killed',
      by: { file: TESTS },
    });
    // A word that nobody gets to see.
    const unseen = { ...mutantOf("this.#done.abort('done')"), operator: 'string' as const };
    const start = text.indexOf("'done'");
    const replaced = { ...unseen, start, end: start + "'done'".length, replacement: "''" };
    expect(await workshop.try(replaced, tests)).toEqual({ kind: 'survived' });
  });
});
