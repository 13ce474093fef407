import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';

describe('VirtualClock', () => {
  it('sets the time to each sleeper’s own due time before it wakes it', async () => {
    const clock = new VirtualClock();
    const woken: number[] = [];
    const sleeper = async (ms: number): Promise<void> => {
      await clock.sleep(ms);
      woken.push(clock.now());
    };
    await clock.runUntil(Promise.all([sleeper(300), sleeper(100), sleeper(200)]));
    expect(woken).toEqual([100, 200, 300]);
  });

  it('wakes sleepers that are due together in the order in which they fell asleep', async () => {
    const clock = new VirtualClock();
    const woken: string[] = [];
    const sleeper = async (name: string): Promise<void> => {
      await clock.sleep(5);
      woken.push(name);
    };
    await clock.runUntil(Promise.all([sleeper('a'), sleeper('b'), sleeper('c')]));
    expect(woken).toEqual(['a', 'b', 'c']);
  });

  it('lets everything that follows from one waking settle before the next', async () => {
    const clock = new VirtualClock();
    const happened: string[] = [];
    const chain = async (name: string): Promise<void> => {
      await clock.sleep(10);
      for (let hop = 0; hop < 50; hop += 1) await null;
      await new Promise<void>((resolve) => setImmediate(resolve));
      happened.push(`${name} at ${clock.now()}`);
    };
    const later = clock.sleep(11).then(() => happened.push(`later at ${clock.now()}`));
    await clock.runUntil(Promise.all([chain('a'), chain('b'), later]));
    expect(happened).toEqual(['a at 10', 'b at 10', 'later at 11']);
  });

  it('stands still while work gives way, however often, and changes the order of nothing', async () => {
    const clock = new VirtualClock();
    const happened: string[] = [];
    const work = async (): Promise<void> => {
      await clock.sleep(10);
      for (let pause = 0; pause < 20; pause += 1) await clock.giveWay();
      happened.push(`worked at ${clock.now()}`);
    };
    const working = work();
    const later = clock.sleep(10).then(() => happened.push(`later at ${clock.now()}`));
    await clock.runUntil(Promise.all([working, later]));
    expect(happened).toEqual(['worked at 10', 'later at 10']);
  });

  it('stops where the work ends, and goes on from there', async () => {
    const clock = new VirtualClock();
    const long = clock.sleep(1000);
    await clock.runUntil(clock.sleep(10));
    expect(clock.now()).toBe(10);
    await clock.runUntil(long);
    expect(clock.now()).toBe(1000);
  });

  it('returns what the work returns and throws what it throws', async () => {
    const clock = new VirtualClock();
    expect(await clock.runUntil(clock.sleep(1).then(() => 'done'))).toBe('done');
    await expect(clock.runUntil(Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('rejects an aborted sleep with the signal’s reason, and forgets it', async () => {
    const clock = new VirtualClock();
    const abort = new AbortController();
    const sleep = clock.sleep(1000, abort.signal);
    const other = clock.sleep(2000);
    abort.abort(new Error('enough'));
    await expect(sleep).rejects.toThrow('enough');
    await expect(clock.sleep(1, abort.signal)).rejects.toThrow('enough');
    await clock.runUntil(other);
    expect(clock.now()).toBe(2000);
  });

  it('refuses to be driven twice at once', async () => {
    const clock = new VirtualClock();
    const first = clock.runUntil(clock.sleep(1));
    await expect(clock.runUntil(Promise.resolve())).rejects.toThrow('driven already');
    await first;
  });

  it('refuses to sleep for NaN milliseconds', async () => {
    await expect(new VirtualClock().sleep(Number.NaN)).rejects.toThrow(RangeError);
  });

  it('wakes any sleepers, nested ones too, in order (due, sequence), and never goes back', async () => {
    interface Nap {
      readonly ms: number;
      readonly after: readonly Nap[];
    }
    const { nap } = fc.letrec<{ nap: Nap }>((tie) => ({
      nap: fc.record({
        ms: fc.oneof(fc.nat(50), fc.constant(0)),
        after: fc.oneof(
          { withCrossShrink: true },
          fc.constant([]),
          fc.array(tie('nap'), { maxLength: 3 }),
        ),
      }),
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(nap, { minLength: 1, maxLength: 6 }), async (naps) => {
        const clock = new VirtualClock();
        const woken: number[] = [];
        const sleepAll = async (list: readonly Nap[]): Promise<void> => {
          await Promise.all(
            list.map(async ({ ms, after }) => {
              const dueMs = clock.now() + ms;
              await clock.sleep(ms);
              expect(clock.now()).toBe(dueMs);
              woken.push(clock.now());
              await sleepAll(after);
            }),
          );
        };
        await clock.runUntil(sleepAll(naps));
        expect(woken).toEqual([...woken].sort((a, b) => a - b));
      }),
    );
  });
});

describe('a stuck VirtualClock', () => {
  it('says so when it is being driven and nothing is asleep', async () => {
    const warnings: string[] = [];
    const clock = new VirtualClock({ warn: (message) => warnings.push(message) });
    await withFakeTimers(async () => {
      const never = Promise.withResolvers<void>();
      const driven = clock.runUntil(never.promise);
      await turns();
      vi.advanceTimersByTime(999);
      expect(warnings).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(warnings).toEqual([expect.stringContaining('nothing is asleep')]);
      never.resolve();
      await driven;
    });
  });

  it('says so when somebody sleeps and nobody drives it', async () => {
    const warnings: string[] = [];
    const clock = new VirtualClock({ warn: (message) => warnings.push(message) });
    await withFakeTimers(async () => {
      void clock.sleep(5);
      vi.advanceTimersByTime(1000);
      expect(warnings).toEqual([expect.stringContaining('nobody advances it')]);
    });
  });

  it('is silent when it is driven in time', async () => {
    const warnings: string[] = [];
    const clock = new VirtualClock({ warn: (message) => warnings.push(message) });
    await withFakeTimers(async () => {
      await clock.runUntil(clock.sleep(5));
      vi.advanceTimersByTime(5000);
      expect(warnings).toEqual([]);
    });
  });
});

/** Fakes the timers that the warning uses; the settling uses setImmediate, which stays real. */
async function withFakeTimers(work: () => Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await work();
  } finally {
    vi.useRealTimers();
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
