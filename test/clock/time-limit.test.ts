import { expect, it } from 'vitest';
import { TimeLimit } from '../../src/clock/time-limit.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';

const never = new AbortController().signal;

it('aborts when time is up, and not before', async () => {
  const clock = new VirtualClock();
  using limit = new TimeLimit({ clock, limitMs: 100, reason: 'enough', signal: never });
  await clock.runUntil(clock.sleep(99));
  expect(limit.signal.aborted).toBe(false);
  await clock.runUntil(clock.sleep(2));
  expect(limit.signal.reason).toBe('enough');
});

it('aborts with the other signal, for its reason', () => {
  const other = new AbortController();
  const clock = new VirtualClock();
  using limit = new TimeLimit({ clock, limitMs: 100, reason: 'enough', signal: other.signal });
  other.abort('gone');
  expect(limit.signal.reason).toBe('gone');
});

it('stops its clock when it is no longer needed', async () => {
  const clock = new VirtualClock();
  const limit = new TimeLimit({ clock, limitMs: 100, reason: 'enough', signal: never });
  limit[Symbol.dispose]();
  await clock.runUntil(clock.sleep(200));
  expect(limit.signal.aborted).toBe(false);
});
