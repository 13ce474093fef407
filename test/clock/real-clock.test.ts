import { describe, expect, it, vi } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';

describe('RealClock', () => {
  it('starts at zero and never ends a sleep early', async () => {
    const clock = new RealClock();
    expect(clock.now()).toBeLessThan(1000);
    for (const ms of [-1, 0, 1, 2.5, 7]) {
      const dueMs = clock.now() + ms;
      await clock.sleep(ms);
      expect(clock.now()).toBeGreaterThanOrEqual(dueMs);
    }
  });

  it('passes as many times faster as its speed says', async () => {
    const slow = new RealClock();
    const fast = new RealClock({ speed: 1000 });
    await fast.sleep(20_000);
    expect(fast.now()).toBeGreaterThanOrEqual(20_000);
    expect(fast.now() / slow.now()).toBeGreaterThan(900);
  });

  it('rejects an aborted sleep with the signal’s reason, before it and during it', async () => {
    const clock = new RealClock();
    const abort = new AbortController();
    const sleep = clock.sleep(60_000, abort.signal);
    abort.abort(new Error('enough'));
    await expect(sleep).rejects.toThrow('enough');
    await expect(clock.sleep(60_000, abort.signal)).rejects.toThrow('enough');
  });

  it('sleeps longer than a timer can', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const clock = new RealClock();
      const monthMs = 31 * 24 * 3600 * 1000;
      let isAwake = false;
      const sleep = clock.sleep(monthMs).then(() => {
        isAwake = true;
      });
      await vi.advanceTimersByTimeAsync(monthMs - 1);
      expect(isAwake).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      await sleep;
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the speed %s', (speed) => {
    expect(() => new RealClock({ speed })).toThrow('speed must be a positive number');
  });
});
