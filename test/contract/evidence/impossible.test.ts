import { describe, expect, it } from 'vitest';
import { isImpossible } from '../../../src/contract/evidence/matched-event.ts';
import { judge } from '../../../src/contract/judge/judge.ts';
import { z14 } from '../../../src/contract/rules/z14-everything-once-in-order.ts';
import { heardCall } from '../heard-call.ts';

describe('what is heard before it was due', () => {
  const heard = (earlyMs: number, which = 0) =>
    heardCall({
      firstMs: 300,
      gapMs: 100,
      steps: 3,
      heardMs: (dueMs, index) => dueMs - (index === which ? earlyMs : 0),
    });

  it.each([
    [0, false],
    [5, false],
    [5.001, true],
    [45, true],
    [Number.NaN, true],
  ])('by %f ms is impossible: %s', (earlyMs, expected) => {
    expect(isImpossible(heard(earlyMs))).toBe(expected);
    expect(isImpossible(heard(earlyMs, 2))).toBe(expected);
  });

  it.each([
    [4, 'pass'],
    [6, 'cannot-tell'],
  ])('by %i ms lets a rule that would pass say: %s', (earlyMs, outcome) => {
    const experiments = { gaps: { calls: [heard(earlyMs)], exchanges: [], notMade: null } };
    const server = { name: '', version: '', protocolVersion: '2025-11-25', capabilities: [] };
    const [verdict] = judge({ server, granularityMs: 0, experiments }, [z14]);
    expect(verdict).toMatchObject({ ruleId: 'Z14', outcome });
  });
});
