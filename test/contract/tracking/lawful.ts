import type { CallEvidence } from '../../../src/contract/evidence/evidence.ts';
import type { Trial } from '../../../src/contract/tracking/tracking.ts';
import { createDraw } from '../../../src/scenario/draw.ts';
import { heardCall } from '../heard-call.ts';

/** latency = a + b·first + c·total + d·gap, and noise. */
export interface Law {
  readonly a?: number;
  readonly b?: number;
  readonly c?: number;
  readonly d?: number;
}

/** When the first event is heard of a run with such a schedule, by a law. */
export function latencyOf(
  { a = 0, b = 1, c = 0, d = 0 }: Law,
  { firstMs, totalMs, gapMs = 0 }: Omit<Trial, 'latencyMs'>,
): number {
  return a + b * firstMs + c * totalMs + d * gapMs;
}

/** Trials of a design in which everything varies independently; as many as are asked for. */
export function designOf(count: number, seed = 1): readonly Required<Omit<Trial, 'latencyMs'>>[] {
  const draw = createDraw(seed);
  const level = (): number => draw({ baseMs: 225, jitterMs: 125 });
  return Array.from({ length: count }, () => {
    const [firstMs, gapMs, silentMs] = [level(), level(), level()];
    return { firstMs, gapMs, totalMs: firstMs + gapMs + silentMs };
  });
}

/** Noise that is as good as normal: the sum of twelve draws, with a standard deviation of so much. */
export function noiseFrom(seed: number, deviationMs: number): () => number {
  const draw = createDraw(seed);
  return () => {
    const sum = Array.from({ length: 12 }, () => draw({ baseMs: 0, jitterMs: 500_000 })).reduce(
      (total, each) => total + each,
      0,
    );
    return (sum / 1e6) * deviationMs;
  };
}

/** Calls that keep to a law, and to nothing else. */
export function lawfulCalls(
  law: Law,
  { count = 12, seed = 1, deviationMs = 0 } = {},
): readonly CallEvidence[] {
  const noise = noiseFrom(seed, deviationMs);
  return designOf(count, seed).map((trial) => {
    const { firstMs, gapMs, totalMs } = trial;
    const latencyMs = latencyOf({ a: 1000, ...law }, trial) + noise();
    return heardCall({
      firstMs,
      gapMs,
      steps: 2,
      silentMs: totalMs - firstMs - gapMs,
      heardMs: (dueMs, index) => (index === 0 ? latencyMs : dueMs + 2000),
      answeredMs: totalMs + 2000,
    });
  });
}
