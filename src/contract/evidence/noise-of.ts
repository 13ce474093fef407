import { median } from '../statistics/median.ts';
import { answeredMs } from './call-outcome.ts';
import type { CallEvidence } from './evidence.ts';
import { firstHeardOf, matchedEventsOf } from './matched-event.ts';

/** The first calls of a server's life are slower than all others, and no noise. */
const WARM_UP = 2;

/**
 * How much first-event latency scatters in calls without delay: its standard deviation in
 * milliseconds, by the median of the deviations, so that one bad moment doesn't count for all.
 */
export function noiseOf(calls: readonly CallEvidence[]): number {
  const latencies = calls.slice(WARM_UP).flatMap((call) => {
    const [first] = matchedEventsOf(call);
    const latencyMs = first === undefined ? undefined : firstHeardOf(first);
    return latencyMs ?? answeredMs(call) ?? [];
  });
  const middle = median(latencies);
  return 1.4826 * median(latencies.map((latency) => Math.abs(latency - middle)));
}
