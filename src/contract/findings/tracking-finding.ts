import { answerTypeOf } from '../evidence/answer-type-of.ts';
import { silenceFinding } from '../evidence/call-outcome.ts';
import type { CallEvidence } from '../evidence/evidence.ts';
import { firstHeardOf, matchedEventsOf } from '../evidence/matched-event.ts';
import type { Estimate } from '../statistics/least-squares.ts';
import { cannotTell, type Finding, fail, pass } from '../terms/verdict.ts';
import { followedIn, LIMITS } from '../tracking/followed.ts';
import { intervalOf } from '../tracking/interval.ts';
import type { Tracking } from '../tracking/tracking.ts';

/** What some calls of a randomised design, all of one kind, come to. */
export function trackingFinding(
  label: string,
  calls: readonly CallEvidence[],
  granularityMs: number,
): Finding {
  const followed = followedIn(calls, granularityMs);
  switch (followed.kind) {
    case 'silent': {
      const { outcome, evidence } = silenceFinding(calls.filter(isFirstUnheard));
      return {
        outcome,
        evidence: `${label}, ${followed.silent} of ${followed.calls} calls: ${evidence}`,
      };
    }
    case 'no-design':
      return cannotTell(`${label}: ${followed.why}`);
    case 'fitted': {
      const { a, b, c, d, degreesOfFreedom } = followed.tracking;
      const show = (name: string, estimate: Estimate): string => {
        const { low, high } = intervalOf(estimate, degreesOfFreedom, 'kept');
        return `${name} = ${estimate.value.toFixed(3)} ± ${((high - low) / 2).toFixed(3)}`;
      };
      const parts = [show('b', b), show('c', c), ...(d === null ? [] : [show('d', d)])];
      const text = `${label}: ${parts.join(', ')}, a = ${a.value.toFixed(1)} ms, ${calls.length} trials`;
      if (followed.place === 'within') return pass(text);
      if (followed.place === 'beyond') return fail(`${text}: ${meaningOf(followed.tracking)}`);
      return cannotTell(
        `${text}: the noise is too large to tell b from ${LIMITS.b.low} or c from ${LIMITS.c.high}; quiet the machine or give a larger --budget`,
      );
    }
  }
}

function isFirstUnheard(call: CallEvidence): boolean {
  const [first] = matchedEventsOf(call);
  return first === undefined || firstHeardOf(first) === undefined;
}

/** What coefficients that aren't 1, 0 and 0 say, in words. */
function meaningOf({ b, c, d }: Tracking): string {
  if (c.value > 0.5) return 'the first event comes with the end of the run, and not when it is due';
  if (d !== null && d.value > 0.5) return 'the first event comes when the second one is due';
  if (b.value < 0.5)
    return 'the first event comes at the same time whenever it is due, as if it were looked for only now and then (see --granularity)';
  return 'the first event comes when it is due only by and large (streaming: b = 1, c = 0, d = 0)';
}

/** An event stream can't know its own length, unless all of it was there before any was sent. */
export function collectedIn(calls: readonly CallEvidence[]): string | null {
  const collected = calls.find(
    (call) => answerTypeOf(call) === 'text/event-stream' && call.headers?.['content-length'],
  );
  const length = collected?.headers?.['content-length'];
  if (length === undefined) return null;
  return `the event stream came with a content-length (${length}), so somebody collected all of it first: a session manager, a middleware or a proxy`;
}
