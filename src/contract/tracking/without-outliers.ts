import { median } from '../statistics/median.ts';
import { fitTracking, type Tracking, type Trial } from './tracking.ts';

/** At most one trial in so many is left out. */
const ONE_IN = 6;
/** How many deviations off the law a trial must be to be left out. */
const DEVIATIONS = 5;
/** Less than that is never taken for an outlier, in milliseconds. */
const DEVIATION_MIN_MS = 0.5;

/**
 * A machine that was busy for a moment makes one trial late and no other. Such trials are left out
 * of the fit, but so few of them that no fault can hide there.
 */
export function withoutOutliers(trials: readonly Trial[]): readonly Trial[] {
  const offs = residualsOf(trials, fitTracking(trials)).map(Math.abs);
  const limitMs = DEVIATIONS * Math.max(DEVIATION_MIN_MS, 1.4826 * median(offs));
  const cutMs = offs.toSorted((a, b) => b - a)[Math.floor(trials.length / ONE_IN)] ?? 0;
  const kept = trials.filter((_, index) => (offs[index] ?? 0) <= Math.max(limitMs, cutMs));
  return kept;
}

function residualsOf(trials: readonly Trial[], { a, b, c, d }: Tracking): readonly number[] {
  return trials.map(({ firstMs, totalMs, gapMs = 0, latencyMs }) => {
    const fitted = a.value + b.value * firstMs + c.value * totalMs + (d?.value ?? 0) * gapMs;
    return latencyMs - fitted;
  });
}
