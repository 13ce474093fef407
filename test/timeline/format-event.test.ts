import { describe, expect, it } from 'vitest';
import { formatTimeline } from '../../src/timeline/format-event.ts';
import type { TimelineEvent } from '../../src/timeline/timeline.ts';

const ONE_OF_EACH: readonly TimelineEvent[] = [
  { kind: 'call', atMs: 0, tool: 'stata_run_selection' },
  { kind: 'started', atMs: 0.25, code: 'do "a.do"\n' },
  { kind: 'headers', atMs: 1, status: 200, contentType: 'text/event-stream' },
  { kind: 'first-byte', atMs: 2 },
  { kind: 'sse-comment', atMs: 3, text: 'keepalive' },
  { kind: 'output', atMs: 2000, text: 'μ = 1\n' },
  { kind: 'sse-event', atMs: 2000, type: 'message', id: '7', data: '{"a":1}' },
  { kind: 'message', atMs: 2000, level: 'notice', logger: null, text: 'μ = 1' },
  { kind: 'progress', atMs: 2000, progress: 1, total: null, text: 'μ = 1' },
  { kind: 'other', atMs: 2001, method: 'ping' },
  { kind: 'error', atMs: 12_000, returnCode: 198, message: 'invalid syntax' },
  { kind: 'ended', atMs: 12_000, returnCode: 198 },
  { kind: 'result', atMs: 12_000, isError: true, text: 'r(198);' },
  { kind: 'rpc-error', atMs: 12_000, code: -32602, text: 'bad' },
  { kind: 'closed', atMs: 12_000.5, reason: null },
  { kind: 'closed', atMs: 12_000.5, reason: 'connection reset' },
];

describe('formatTimeline', () => {
  it('gives one line per event, who wrote it, and texts as JSON', () => {
    expect(`\n${formatTimeline(ONE_OF_EACH)}`).toMatchInlineSnapshot(`
      "
             0.000 ms  heard  call        stata_run_selection
             0.250 ms  said   started     "do \\"a.do\\"\\n"
             1.000 ms  heard  headers     200 text/event-stream
             2.000 ms  heard  first-byte
             3.000 ms  heard  sse-comment "keepalive"
          2000.000 ms  said   output      "μ = 1\\n"
          2000.000 ms  heard  sse-event   message id=7 {"a":1}
          2000.000 ms  heard  message     notice "μ = 1"
          2000.000 ms  heard  progress    1/? "μ = 1"
          2001.000 ms  heard  other       ping
         12000.000 ms  said   error       r(198) "invalid syntax"
         12000.000 ms  said   ended       r(198)
         12000.000 ms  heard  result      isError "r(198);"
         12000.000 ms  heard  rpc-error   -32602 "bad"
         12000.500 ms  heard  closed
         12000.500 ms  heard  closed      "connection reset"
      "
    `);
  });
});
