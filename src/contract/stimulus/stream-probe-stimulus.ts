import type { RunSchedule } from '../terms/script.ts';
import type { Stimulus } from '../terms/stimulus.ts';
import { scriptOf } from './script-of.ts';

/** The fixture tool, which keeps every schedule to the letter. */
export function streamProbeStimulus({
  tool = 'stream_probe',
  asks = true,
  recalls = true,
}: {
  readonly tool?: string;
  readonly asks?: boolean;
  readonly recalls?: boolean;
} = {}): Stimulus {
  return {
    kind: 'stream_probe',
    tool,
    can: {
      payload: true,
      varies: true,
      fails: true,
      silence: true,
      asks,
      recalls,
      marks: true,
      stamps: true,
    },
    prepare: (schedule: RunSchedule, name) => ({
      tool,
      args: { ...schedule, name },
      script: scriptOf(schedule, name),
    }),
  };
}
