import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMismatches, formatMismatch } from '../../src/kit/find-mismatches.ts';
import { saidLines } from '../../src/kit/said-lines.ts';
import type { ManagerName } from '../../src/manager/managers.ts';
import { run } from '../../src/testbed/run.ts';
import type { TimelineEvent } from '../../src/timeline/timeline.ts';
import { anyScenario } from '../any-scenario.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';

const message = (atMs: number, text: string): TimelineEvent => ({
  kind: 'message',
  level: 'notice',
  logger: null,
  text,
  atMs,
});
const output = (atMs: number, text: string): TimelineEvent => ({ kind: 'output', text, atMs });
const ENDED: TimelineEvent = { kind: 'ended', returnCode: 0, atMs: 9000 };

describe('findMismatches', () => {
  it('finds none behind the streaming manager, whatever the scenario, message or progress', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), fc.boolean(), async (scenario, progress) => {
        const { timeline } = await run({ scenario, manager: 'streaming', progress });
        expect(findMismatches(timeline)).toEqual([]);
      }),
    );
  });

  it('finds behind a buffering one each line that was said before the end, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario(), async (scenario) => {
        const { timeline } = await run({ scenario, manager: 'buffered' });
        const endsAtMs = timeline.find(({ kind }) => kind === 'ended')?.atMs ?? Number.NaN;
        const early = saidLines(timeline).filter(({ atMs }) => atMs < endsAtMs);
        expect(findMismatches(timeline)).toEqual(
          early.map(({ text, atMs }) => ({
            kind: 'late',
            text,
            saidAtMs: atMs,
            heardAtMs: endsAtMs,
          })),
        );
      }),
    );
  });

  it('tolerates the lateness that it is told to, and no more', async () => {
    const scenario = scenarioOf([print('a line'), wait(300)]);
    const manager: ManagerName = 'buffered';
    const { timeline } = await run({ scenario, manager });
    expect(findMismatches(timeline, { toleranceMs: 300 })).toEqual([]);
    expect(findMismatches(timeline, { toleranceMs: 299 })).toHaveLength(1);
  });

  it.each([
    [
      'lost',
      [output(10, 'a\nb\n'), message(10, 'b'), ENDED],
      '"a" was said at 10 ms and never heard',
    ],
    [
      'early',
      [message(9, 'a'), output(10, 'a\n'), message(10, 'a')],
      '"a" was heard at 9 ms, when',
    ],
    [
      'doubled',
      [output(10, 'a\n'), message(10, 'a'), message(10, 'a')],
      '"a" was heard at 10 ms, when',
    ],
    [
      'out of order',
      [output(1, 'a\nb\n'), message(1, 'b'), message(1, 'a')],
      '"a" was said at 1 ms',
    ],
    ['only at the end', [output(1, 'a'), message(1, 'a'), ENDED], '"a" was heard at 1 ms, when'],
  ] as const)('finds a line that is %s', (_, timeline, expected) => {
    expect(findMismatches(timeline).map(formatMismatch)[0]).toContain(expected);
  });
});
