import type { CallEvidence } from '../evidence/evidence.ts';
import { firstHeardOf, matchedEventsOf } from '../evidence/matched-event.ts';
import { type Interval, place } from './interval.ts';
import { fitTracking, type Tracking, type Trial } from './tracking.ts';
import { withoutOutliers } from './without-outliers.ts';

/** What first-event latency follows, in some calls of one kind. */
export type Followed =
  | {
      readonly kind: 'fitted';
      readonly tracking: Tracking;
      readonly trials: readonly Trial[];
      /** Whether the coefficients are those of a server that streams. */
      readonly place: 'within' | 'beyond' | 'unclear';
    }
  /** In so many calls nothing was heard before the result. */
  | { readonly kind: 'silent'; readonly calls: number; readonly silent: number }
  /** The stimulus could not vary what must be varied, or there were too few calls. */
  | { readonly kind: 'no-design'; readonly why: string };

/** What b, c and d may be; a streaming server has 1, 0 and 0. */
export const LIMITS = {
  b: { low: 0.8, high: 1.2 },
  c: { low: -0.1, high: 0.1 },
  d: { low: -0.2, high: 0.2 },
} as const satisfies Record<string, Interval>;

/** Fits the law to calls of a randomised design. */
export function followedIn(calls: readonly CallEvidence[], granularityMs: number): Followed {
  const trials = calls.flatMap(trialOf);
  const silent = calls.length - trials.length;
  if (silent > 0) return { kind: 'silent', calls: calls.length, silent };
  try {
    const tracking = fitTracking(withoutOutliers(trials));
    const place = granularityMs > 0 ? placeByPromise(trials, granularityMs) : placeOf(tracking);
    return { kind: 'fitted', tracking, trials, place };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'no-design', why: error.message };
  }
}

/** A call as a trial; none if its first output was not heard before the result. */
function trialOf(call: CallEvidence): readonly Trial[] {
  const [first, second] = matchedEventsOf(call);
  const latencyMs = first === undefined ? undefined : firstHeardOf(first);
  if (first === undefined || latencyMs === undefined) return [];
  const trial = { firstMs: first.dueMs, totalMs: call.script.endsAtMs, latencyMs };
  return [second === undefined ? trial : { ...trial, gapMs: second.dueMs - first.dueMs }];
}

/** How much later than promised still counts as promised, in milliseconds. */
const PROMISE_SLACK_MS = 100;

/**
 * A server that states a granularity may be late by anything up to it, which no regression could tell from
 * noise. So each trial is compared with the granularity itself. Trials that end too soon after the first
 * output prove nothing.
 */
function placeByPromise(
  trials: readonly Trial[],
  granularityMs: number,
): 'within' | 'beyond' | 'unclear' {
  const limitMs = granularityMs + PROMISE_SLACK_MS;
  const telling = trials.filter(({ firstMs, totalMs }) => totalMs - firstMs > limitMs);
  const late = telling.filter(({ firstMs, latencyMs }) => latencyMs - firstMs > limitMs);
  if (telling.length < trials.length / 2) return 'unclear';
  return late.length === 0 ? 'within' : 'beyond';
}

function placeOf({ b, c, d, degreesOfFreedom }: Tracking): 'within' | 'beyond' | 'unclear' {
  const places = [
    place(b, degreesOfFreedom, LIMITS.b),
    place(c, degreesOfFreedom, LIMITS.c),
    ...(d === null ? [] : [place(d, degreesOfFreedom, LIMITS.d)]),
  ];
  if (places.includes('beyond')) return 'beyond';
  return places.includes('unclear') ? 'unclear' : 'within';
}
