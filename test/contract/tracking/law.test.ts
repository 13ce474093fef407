import { describe, expect, it } from 'vitest';
import { trackingFinding } from '../../../src/contract/findings/tracking-finding.ts';
import { type Law, lawfulCalls } from './lawful.ts';

describe('the law', () => {
  // What is too early is no less wrong than what is too late.
  it.each<[Law, string]>([
    [{ b: 0.801 }, 'pass'],
    [{ b: 0.799 }, 'fail'],
    [{ b: 1.199 }, 'pass'],
    [{ b: 1.201 }, 'fail'],
    [{ c: -0.099 }, 'pass'],
    [{ c: -0.101 }, 'fail'],
    [{ c: 0.099 }, 'pass'],
    [{ c: 0.101 }, 'fail'],
    [{ d: -0.199 }, 'pass'],
    [{ d: -0.201 }, 'fail'],
    [{ d: 0.199 }, 'pass'],
    [{ d: 0.201 }, 'fail'],
  ])('of a server with %j, without noise: %s', (law, outcome) => {
    expect(trackingFinding('x', lawfulCalls(law), 0).outcome).toBe(outcome);
  });

  it.each<[Law, string]>([
    [{ c: 0.501 }, 'the first event comes with the end of the run'],
    [{ c: 0.499 }, 'the first event comes when it is due only by and large'],
    [{ d: 0.501 }, 'the first event comes when the second one is due'],
    [{ d: 0.499 }, 'the first event comes when it is due only by and large'],
    [{ b: 0.499 }, 'as if it were looked for only now and then'],
    [{ b: 0.501 }, 'the first event comes when it is due only by and large'],
  ])('says of %j: %s', (law, text) => {
    expect(trackingFinding('x', lawfulCalls(law), 0).evidence).toContain(text);
  });

  it('says what it measured, each with its interval', () => {
    const { evidence } = trackingFinding('8 KiB', lawfulCalls({ a: 1234.5, b: 1.1, c: 0.05 }), 0);
    expect(evidence).toBe(
      '8 KiB: b = 1.100 ± 0.000, c = 0.050 ± 0.000, d = 0.000 ± 0.000, a = 1234.5 ms, 12 trials',
    );
  });

  it('calls one server in two thousand broken whose b is at the limit, and one in forty kept', () => {
    const outcomes = Array.from({ length: 400 }, (_, index) => {
      const calls = lawfulCalls({ b: 1.2 }, { seed: index + 1, deviationMs: 5 });
      return trackingFinding('x', calls, 0).outcome;
    });
    const share = (outcome: string) => outcomes.filter((each) => each === outcome).length / 400;
    expect(share('fail')).toBeLessThan(0.01);
    expect(share('pass')).toBeGreaterThan(0.01);
    expect(share('pass')).toBeLessThan(0.06);
  });

  it('raises no alarm however noisy a machine is, and has no praise for one that is too noisy', () => {
    for (const [deviationMs, most] of [
      [2, 'pass'],
      [200, 'cannot-tell'],
    ] as const) {
      const outcomes = Array.from({ length: 100 }, (_, index) => {
        const calls = lawfulCalls({}, { seed: index + 1, deviationMs });
        return trackingFinding('x', calls, 0).outcome;
      });
      expect(outcomes).not.toContain('fail');
      expect(outcomes.filter((each) => each === most).length).toBeGreaterThan(80);
    }
  });
});
