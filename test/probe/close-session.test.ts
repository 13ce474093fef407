import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { closeSession } from '../../src/probe/close-session.ts';

describe('closeSession', () => {
  it('takes no time when nothing hinders it', async () => {
    const clock = new VirtualClock();
    await clock.runUntil(closeSession(clock, async () => {}));
    await clock.runUntil(Promise.resolve());
    expect(clock.now()).toBe(0);
  });

  it('swallows whatever goes wrong', async () => {
    const clock = new VirtualClock();
    await clock.runUntil(closeSession(clock, () => Promise.reject(new Error('rude'))));
    expect(clock.now()).toBe(0);
  });

  it('gives up after five seconds, and says so to whoever still tries', async () => {
    const clock = new VirtualClock();
    let given: AbortSignal | undefined;
    const never = closeSession(clock, (signal) => {
      given = signal;
      return new Promise(() => {});
    });
    await clock.runUntil(never);
    expect(clock.now()).toBe(5000);
    expect(given?.aborted).toBe(true);
  });
});
