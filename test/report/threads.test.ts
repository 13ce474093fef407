import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark } from '../../src/report/marks.ts';
import { marksOf } from '../../src/report/marks.ts';
import { lateness, threadsOf, waitingIn } from '../../src/report/threads.ts';
import { run } from '../../src/testbed/run.ts';
import { anyScenario } from '../any-scenario.ts';

const said = (atMs: number, text: string): Mark => ({ kind: 'said', atMs, text });
const heard = (atMs: number, text: string): Mark => ({ kind: 'heard', atMs, text });
const result = (atMs: number): Mark => ({ kind: 'result', atMs, text: 'all of it' });

describe('threadsOf', () => {
  it('ties the nth time that a line is said to the nth time that it is heard', () => {
    const marks = [heard(5, 'a'), heard(6, 'a')];
    const threads = threadsOf([said(1, 'a'), said(2, 'a')], marks);
    expect(threads.map(({ saidMs, heard }) => [saidMs, heard.atMs])).toEqual([
      [1, 5],
      [2, 6],
    ]);
  });

  it('finds a line among others that were told of at once', () => {
    const threads = threadsOf([said(1, 'a'), said(2, 'b')], [heard(3, '3s elapsed\na\nb')]);
    expect(threads.map(({ heard }) => heard.atMs)).toEqual([3, 3]);
  });

  it('takes the result for what no notification told of, and nothing before there is one', () => {
    expect(threadsOf([said(1, 'a')], [heard(2, 'b')])).toEqual([]);
    const [thread] = threadsOf([said(1, 'a')], [heard(2, 'b'), result(9)]);
    expect(thread?.heard.atMs).toBe(9);
  });

  it('knows how late an event was: as late as the oldest thing in it', () => {
    const mark = heard(9, 'a\nb');
    const late = lateness(threadsOf([said(1, 'a'), said(8, 'b')], [mark]));
    expect(late.get(mark)).toBe(8);
  });

  it('never leads back in time, and leaves nothing waiting when all is over', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyScenario(),
        fc.constantFrom('buffered', 'buffered-json', 'streaming' as const),
        async (scenario, manager) => {
          const marks = marksOf((await run({ scenario, manager })).timeline);
          for (const { saidMs, heard } of threadsOf(
            marks.filter(({ kind }) => kind === 'said'),
            marks,
          )) {
            expect(heard.atMs).toBeGreaterThanOrEqual(saidMs);
          }
          expect(waitingIn(marks)).toBe(0);
        },
      ),
      { numRuns: 50 },
    );
  });
});
