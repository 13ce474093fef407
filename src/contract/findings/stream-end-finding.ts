import { answerTypeOf } from '../evidence/answer-type-of.ts';
import { answeredMs, closedMs } from '../evidence/call-outcome.ts';
import type { CallEvidence } from '../evidence/evidence.ts';
import { type Finding, fail, notApplicable, pass } from '../terms/verdict.ts';

/** Whether the streams of some calls ended when their responses were on them. */
export function streamEndFinding(calls: readonly CallEvidence[]): Finding {
  const streams = calls.filter(
    (call) => answerTypeOf(call) === 'text/event-stream' && answeredMs(call) !== undefined,
  );
  if (streams.length === 0) return notApplicable('no call was answered by an event stream');
  const open = streams.filter(
    (call) => (closedMs(call) ?? Number.POSITIVE_INFINITY) - (answeredMs(call) ?? 0) > END_MS,
  );
  const seen = `${open.length} of ${streams.length} streams were open ${END_MS} ms after their response`;
  return open.length === 0 ? pass(seen) : fail(seen);
}

/** How long a stream may stay open after its response, in milliseconds. */
const END_MS = 1000;
