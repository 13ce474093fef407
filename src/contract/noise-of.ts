import type { CallEvidence } from './evidence.ts';
import { firstHeardOf, sightingsOf } from './sighting.ts';
import { answeredMs } from './talk.ts';

/** The first calls of a server's life are slower than all others, and no noise. */
const WARM_UP = 2;

/** The standard deviation of first-event latency in calls without delay, in milliseconds. */
export function noiseOf(calls: readonly CallEvidence[]): number {
  const latencies = calls.slice(WARM_UP).flatMap((call) => {
    const [first] = sightingsOf(call);
    const latencyMs = first === undefined ? undefined : firstHeardOf(first);
    return latencyMs ?? answeredMs(call) ?? [];
  });
  if (latencies.length < 2) return 0;
  const mean = latencies.reduce((sum, latency) => sum + latency, 0) / latencies.length;
  const squares = latencies.map((latency) => (latency - mean) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / (latencies.length - 1));
}
