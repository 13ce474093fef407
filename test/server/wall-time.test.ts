import { expect, it } from 'vitest';
import { dateAndTime, isoTime } from '../../src/server/wall-time.ts';

it.each([
  [0, '1970-01-01T00:00:00'],
  [1_795_336_275_000, '2026-11-22T08:31:15'],
  [1_795_336_275_007.9, '2026-11-22T08:31:15.007000'],
  [1_795_305_599_999, '2026-11-21T23:59:59.999000'],
])('%d ms since 1970 are %s to Python', (epochMs, expected) => {
  expect(isoTime(epochMs)).toBe(expected);
  expect(dateAndTime(epochMs)).toBe(expected.slice(0, 19).replace('T', ' '));
});
