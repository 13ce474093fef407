import { describe, expect, it } from 'vitest';
import { followedIn } from '../../../src/contract/tracking/followed.ts';
import { heardCall } from '../heard-call.ts';
import { lawfulCalls } from './lawful.ts';

describe('followedIn', () => {
  it('says how many calls were silent before their results', () => {
    const calls = lawfulCalls({}).map((call, index) =>
      index < 2 ? { ...call, arrivals: call.arrivals.filter(({ kind }) => kind === 'call') } : call,
    );
    expect(followedIn(calls, 0)).toEqual({ kind: 'silent', calls: 12, silent: 2 });
  });

  it('says why there is no law to be found', () => {
    const calls = [1, 2, 3, 4, 5].map(() => heardCall({ firstMs: 100, silentMs: 300 }));
    expect(followedIn(calls, 0)).toEqual({
      kind: 'no-design',
      why: 'first and total must vary independently',
    });
    expect(followedIn([], 0)).toEqual({
      kind: 'no-design',
      why: 'tracking takes at least 4 trials, not 0',
    });
  });

  it('takes the schedule from the script, and the latency from what was heard first', () => {
    const call = heardCall({
      firstMs: 100,
      gapMs: 50,
      steps: 2,
      silentMs: 30,
      heardMs: (dueMs) => dueMs + 4,
    });
    const followed = followedIn([...lawfulCalls({}), call], 0);
    expect(followed.kind === 'fitted' && followed.trials.at(-1)).toEqual({
      firstMs: 100,
      totalMs: 180,
      gapMs: 50,
      latencyMs: 104,
    });
  });

  it('has no gap of a call that says one thing only', () => {
    const calls = [10, 40, 20, 30, 50].map((firstMs, index) =>
      heardCall({ firstMs, silentMs: 100 + 37 * index }),
    );
    const followed = followedIn(calls, 0);
    expect(followed).toMatchObject({ kind: 'fitted', place: 'within', tracking: { d: null } });
  });
});

describe('a server that promises to be late by two seconds at most', () => {
  const placeOf = (lateMs: readonly number[], silentMs = 5000) => {
    const calls = lateMs.map((late, index) =>
      heardCall({
        firstMs: 100 + 50 * ((index * 5) % 7),
        silentMs: silentMs + 91 * ((index * 3) % 7),
        heardMs: (dueMs) => dueMs + late,
        answeredMs: 30_000,
      }),
    );
    const followed = followedIn(calls, 2000);
    return followed.kind === 'fitted' ? followed.place : followed.kind;
  };

  it.each([
    [[0, 2000, 700, 1500, 300, 1800], 'within'],
    [[0, 2100, 700, 1500, 300, 1800], 'within'],
    [[0, 2101, 700, 1500, 300, 1800], 'beyond'],
  ])('with latencies of %j is %s', (lateMs, expected) => {
    expect(placeOf(lateMs)).toBe(expected);
  });

  it('proves nothing by runs that end too soon after the first output', () => {
    const late = [0, 2000, 700, 1500, 300, 1800];
    // By 91 ms more from run to run: none, half or all of them go on for longer than 2100 ms.
    expect(placeOf(late, 1500)).toBe('unclear');
    expect(placeOf(late, 2101 - 3 * 91)).toBe('within');
    expect(placeOf(late, 2101 - 4 * 91)).toBe('unclear');
  });
});
