import { describe, expect, it } from 'vitest';
import { judgeDelivery } from '../../src/delivery/delivery.ts';
import type { HeardEvent } from '../../src/delivery/heard-event.ts';

describe('judgeDelivery, when it is known when events were due', () => {
  const judge = (at: readonly number[], dueMs: readonly number[]) =>
    judgeDelivery(heardAt(at), { dueMs, toleranceMs: 100 });

  it.each([
    ['streamed', 'in time', [2000, 8000, 12000], [2000, 8000, 12000]],
    ['streamed', 'late by less than the tolerance', [2090, 8099, 12050], [2000, 8000, 12000]],
    ['buffered', 'all at the end', [12000, 12000, 12000], [2000, 8000, 12000]],
    ['buffered', 'the last one due only then', [9e3, 9e3, 9e3, 9e3], [0, 2000, 9000, 9000]],
    ['partly-buffered', 'some at the end', [2000, 12000, 12000], [2000, 8000, 12000]],
    ['partly-buffered', 'all late, not until the end', [5000, 9000, 12000], [2000, 8000, 12000]],
    ['silent', 'only the result', [12000], [2000, 8000, 12000]],
  ] as const)('says %s of events that came %s', (delivery, _how, at, due) => {
    expect(judge(at, due)).toEqual({ delivery, couldTell: true });
  });

  it('says that it could not tell when every event was due at the end', () => {
    expect(judge([3000, 3000], [3000, 3000])).toEqual({ delivery: 'streamed', couldTell: false });
  });
});

describe('judgeDelivery, of a foreign server', () => {
  const judge = (at: readonly number[]) => judgeDelivery(heardAt(at), { toleranceMs: 100 });

  it.each([
    ['streamed', true, [500, 1000, 1500]],
    ['streamed', true, [500, 1450, 1500]],
    ['buffered', true, [1500, 1500, 1500]],
    ['silent', true, [1500]],
    ['streamed', false, [50, 60, 70]],
  ] as const)('says %s (could tell: %s) of events at %j', (delivery, couldTell, at) => {
    expect(judge(at)).toEqual({ delivery, couldTell });
  });
});

/** Messages at these instants, the last of which is the result. */
function heardAt(instants: readonly number[]): readonly HeardEvent[] {
  return instants.map((atMs, index) => ({
    n: index + 1,
    atMs,
    deltaMs: 0,
    kind: index === instants.length - 1 ? 'result' : 'message',
    text: '',
  }));
}
