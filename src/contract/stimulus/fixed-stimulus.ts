import type { RunSchedule, Script } from '../terms/script.ts';
import type { Stimulus } from '../terms/stimulus.ts';

/**
 * A tool that is there already, and tells of its progress at even distances: `steps` times in
 * `duration`, the first time after the first step and the last time at the end.
 */
export interface FixedStimulusOptions {
  readonly tool: string;
  /** The argument for how long it takes, and the unit that it is counted in. */
  readonly duration: { readonly argument: string; readonly unit: 'ms' | 's' };
  /** The argument for how often it tells. */
  readonly steps: { readonly argument: string };
  /** Other arguments that the tool needs. */
  readonly args?: Readonly<Record<string, unknown>>;
}

/**
 * Its outputs have no markers. They are known by their numbers: the progress of output `k` is `k`,
 * as `progress` has it.
 */
export function fixedStimulus({
  tool,
  duration,
  steps,
  args = {},
}: FixedStimulusOptions): Stimulus {
  return {
    kind: 'fixed',
    tool,
    can: CAN,
    prepare: (schedule) => {
      const { totalMs, count } = closestTo(schedule);
      const value = duration.unit === 's' ? totalMs / 1000 : totalMs;
      return {
        tool,
        args: { ...args, [duration.argument]: value, [steps.argument]: count },
        script: evenly(totalMs, count),
      };
    },
  };
}

const CAN = {
  payload: false,
  varies: true,
  fails: false,
  silence: true,
  asks: false,
  recalls: false,
  marks: false,
  stamps: false,
} as const;

/** Even distances can't have a first output at any time, nor a silence at the end. */
function closestTo({ firstMs, gapMs, steps, silentMs }: RunSchedule) {
  const scheduledMs = Math.max(MIN_MS, firstMs + (steps - 1) * gapMs + silentMs);
  // With an output at the very end, half of what is scheduled for later outputs is as good as silence.
  const count = Math.max(1, Math.round(scheduledMs / Math.max(firstMs, MIN_MS)));
  return { totalMs: scheduledMs, count };
}

const MIN_MS = 10;

function evenly(totalMs: number, count: number): Script {
  const outputs = Array.from({ length: count }, (_, step) => ({
    marker: `#${step + 1}`,
    atMs: (totalMs * (step + 1)) / count,
  }));
  return { outputs, endsAtMs: totalMs, payloadBytes: 0, letters: '', echoes: false, fails: false };
}
