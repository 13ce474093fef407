import type { RunSchedule, Script } from '../terms/script.ts';

/**
 * The script that keeps a schedule to the letter.
 *
 * @param name - unique to the run
 */
export function scriptOf(schedule: RunSchedule, name: string): Script {
  const {
    firstMs,
    gapMs,
    steps,
    silentMs,
    payloadBytes,
    failAt = Number.POSITIVE_INFINITY,
  } = schedule;
  const fails = failAt < steps;
  const said = Math.min(steps, failAt);
  const outputs = Array.from({ length: said }, (_, step) => ({
    marker: markerOf(name, step),
    atMs: firstMs + step * gapMs,
  }));
  const lastMs = firstMs + (fails ? failAt : steps - 1) * gapMs;
  const endsAtMs = fails ? lastMs : lastMs + silentMs;
  return { outputs, endsAtMs, payloadBytes, letters: LETTERS, echoes: false, fails };
}

/** Of two, three and four bytes in UTF-8. */
export const LETTERS = 'é✓𝄞';

/** What is looked for in what is heard. The brackets keep 1 from being found in 10. */
function markerOf(name: string, step: number): string {
  return `[${name}.${step}]`;
}
