import { describe, expect, it } from 'vitest';
import { isHangUp, reasonOf } from '../../src/probe/reason-of.ts';

describe('reasonOf', () => {
  it.each([
    ['a known code', coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:80'), 'connection refused'],
    ['both addresses of a host', new AggregateError([], ''), 'AggregateError'],
    ['an unknown code', coded('EWEIRD', ''), 'EWEIRD'],
    ['an unknown error', new Error('odd\nin two lines'), 'odd'],
    [
      'what fetch wraps',
      new TypeError('fetch failed', { cause: coded('ENOTFOUND', '') }),
      'no host of that name',
    ],
    ['what is no error', 'just so', 'just so'],
  ])('puts %s into words', (_, error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });

  it('knows a hang-up from a refusal', () => {
    expect(isHangUp(coded('ECONNRESET', 'socket hang up'))).toBe(true);
    expect(isHangUp(coded('ECONNREFUSED', ''))).toBe(false);
  });
});

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
