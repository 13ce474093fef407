import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StataOutput } from '../../../src/timeline/emission.ts';
import { Rig } from '../run-do.ts';
import { anyDoFile } from './any-do-file.ts';
import { checkLog } from './check-log.ts';

describe('whatever the double prints', () => {
  it('looks like Stata', async () => {
    await fc.assert(
      fc.asyncProperty(anyDoFile(), async ({ main, inner }) => {
        const log = await new Rig({ 'inner.do': inner }).run(main);
        expect(checkLog(log)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('looks like Stata when it is broken at any moment, and the session is as good as before', async () => {
    await fc.assert(
      fc.asyncProperty(anyDoFile(), fc.nat(2000), async ({ main, inner }, breakAfterMs) => {
        const rig = new Rig({ 'inner.do': inner });
        expect(checkLog(await rig.run(main, { breakAfterMs }))).toEqual([]);
        expect(await rig.run('display 1\n')).toBe('. display 1\n1\n\n');
      }),
      { numRuns: 150 },
    );
  });

  it('looks like Stata when it is broken between any two things that it says', async () => {
    await fc.assert(
      fc.asyncProperty(anyDoFile(), fc.nat(30), async ({ main, inner }, count) => {
        const rig = new Rig({ 'inner.do': inner });
        const { session } = rig;
        async function* broken(): AsyncGenerator<StataOutput> {
          let heard = 0;
          for await (const output of session.run(main)) {
            if (heard === count) session.breakKey.press();
            heard += 1;
            yield output;
          }
        }
        expect(checkLog(await rig.text(broken()))).toEqual([]);
        expect(await rig.run('display 1\n')).toBe('. display 1\n1\n\n');
      }),
      { numRuns: 100 },
    );
  });

  it('is the same whether it is asked for all at once or line by line', async () => {
    await fc.assert(
      fc.asyncProperty(anyDoFile(), async ({ main, inner }) => {
        const files = { 'inner.do': inner, 'main.do': main };
        const log = (rig: Rig): string => rig.files.read('log.log').split('\n').slice(6).join('\n');
        const [run, batch] = [new Rig(files), new Rig(files)];
        await run.run(`log using log.log\n\n${main}`);
        run.session.close();
        await batch.run('log using log.log');
        const said = await batch.text(batch.session.command('do main.do '));
        batch.session.close();
        // The same but for the line that calls it, and its end.
        expect(said.startsWith('. do main.do \n\n')).toBe(true);
        expect(log(batch)).toContain(said);
        expect(said).toContain(log(run).replace(/^(\. )?\n/, ''));
      }),
      { numRuns: 100 },
    );
  });
});

const LOG = `. display 1
1

. forvalues i = 1/2 {
  2.     display \`i'
  3. 
.     * a comment
.     local x 1
  4. }
1
2

. if 1 {
.     display "yes"
yes
. }

. do inner.do

. * a comment
. nonsense
command nonsense is unrecognized
r(199);

end of do-file
r(199);

`;

describe('the checker', () => {
  it('accepts a log that is right', () => {
    expect(checkLog(LOG)).toEqual([]);
  });

  it.each([
    ['a missing empty line', '1\n\n. for', '1\n. for'],
    ['a number that is left out', '  4. }', '  5. }'],
    ['a number after a comment', '.     local', '  4.     local'],
    ['no number after a command', '  3. \n', '. \n'],
    ['an empty line after a comment', 'a comment\n. nonsense', 'a comment\n\n. nonsense'],
    ['an empty line in an if', 'yes\n', 'yes\n\n'],
    ['no empty line before the end of a do-file', ';\n\nend', ';\nend'],
    ['another code at the end', 'end of do-file\nr(199)', 'end of do-file\nr(198)'],
    ['a line too wide', 'yes\n', `${'y'.repeat(80)}\n`],
    ['a line that goes on without need', 'yes\n', 'yes\n> no\n'],
    ['a number from nowhere', '. if 1 {', '  1. if 1 {'],
  ])('refuses %s', (_, right, wrong) => {
    expect(LOG).toContain(right);
    expect(checkLog(LOG.replace(right, wrong))).not.toEqual([]);
  });
});
