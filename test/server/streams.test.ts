import { expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { STATA_MCP_0_3_5 } from '../../src/server/stata-mcp-0-3-5.ts';
import type { StataOutput } from '../../src/timeline/emission.ts';
import { atTimes } from './at-times.ts';

it.each([
  // What comes back at half past is seen, and what comes back at the very last instant isn't.
  [
    3499,
    [
      '3000 ERROR: Execution timed out after 2.9s',
      '3500 *** … ***',
      '3550 *** Execution completed ***',
    ],
  ],
  [
    3500,
    ['3000 ERROR: Execution timed out after 2.9s', '4000 ERROR: Failed to get execution result'],
  ],
  [
    9000,
    ['3000 ERROR: Execution timed out after 2.9s', '4000 ERROR: Failed to get execution result'],
  ],
])(
  'the stream of 0.3.5 waits a second for a Stata that heeds no Break: %i ms',
  async (endMs, told) => {
    const clock = new VirtualClock();
    const outputs = (async function* (): AsyncGenerator<StataOutput, void, void> {
      await clock.sleep(endMs);
      yield { kind: 'ended', returnCode: 1 };
    })();
    const call = {
      file: 'a.do',
      label: 'a.do',
      path: '/a.do',
      logPath: '/a_mcp.log',
      sessionId: 'default',
      outputs,
      clock,
      signal: new AbortController().signal,
      startedAtEpochMs: 0,
      timeoutMs: 2900,
      isTimedOut: () => true,
    };
    const events = await atTimes(clock, STATA_MCP_0_3_5.stream(call));
    const short = events.map(([atMs, data]) => `${atMs} ${data.replace(/^>>>.*/s, '*** … ***')}`);
    expect(short.slice(2)).toEqual(told);
  },
);
