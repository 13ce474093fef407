import { constants } from 'node:os';
import { expect, it } from 'vitest';
import { calledAtMs } from '../../src/timeline/called-at.ts';
import { CRASH_SIGNALS, CRASHED } from '../../src/timeline/crash.ts';

it('lets Stata die of signals that there are', () => {
  expect(CRASH_SIGNALS.filter((name) => !(name in constants.signals))).toEqual([]);
  expect(new Set(CRASH_SIGNALS).size).toBe(9);
});

it('has a return code for what never ended that is none of Stata’s', () => {
  expect(CRASHED).toBe(-1);
});

it('counts from the call, and from 0 where there is none', () => {
  const said = { kind: 'output', atMs: 1, text: 'x' } as const;
  expect(calledAtMs([said, { kind: 'call', atMs: 7, tool: 'x' }])).toBe(7);
  expect(calledAtMs([said])).toBe(0);
});
