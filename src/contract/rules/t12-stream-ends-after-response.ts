import { mediaTypeOf } from '../media-type-of.ts';
import { WITH_SESSIONS } from '../protocol-version.ts';
import type { Rule } from '../rule.ts';
import { answeredMs, closedMs } from '../talk.ts';
import { fail, notApplicable, pass } from '../verdict.ts';

export const t12: Rule = {
  id: 'T12',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'has T13 in its place',
  says: 'After the response the stream ends.',
  why: 'A stream that stays open costs a connection, and some clients wait for its end.',
  source: 'Streamable HTTP, Sending Messages 6',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const streams = experiment('gaps').calls.filter(
      (call) => mediaTypeOf(call) === 'text/event-stream' && answeredMs(call) !== undefined,
    );
    if (streams.length === 0) return notApplicable('no call was answered by an event stream');
    const open = streams.filter(
      (call) => (closedMs(call) ?? Number.POSITIVE_INFINITY) - (answeredMs(call) ?? 0) > END_MS,
    );
    const seen = `${open.length} of ${streams.length} streams were open ${END_MS} ms after their response`;
    return open.length === 0 ? pass(seen) : fail(seen);
  },
};

/** How long a stream may stay open after its response, in milliseconds. */
const END_MS = 1000;
