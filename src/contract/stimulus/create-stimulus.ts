import type { Stimulus } from '../terms/stimulus.ts';
import { fixedStimulus } from './fixed-stimulus.ts';
import { stataStimulus } from './stata-stimulus.ts';
import type { StimulusSpec } from './stimulus-spec.ts';
import { streamProbeStimulus } from './stream-probe-stimulus.ts';

/** The stimulus that data describe. */
export function createStimulus(spec: StimulusSpec): Stimulus {
  switch (spec.kind) {
    case 'stata':
      return stataStimulus(spec);
    case 'stream_probe':
      return streamProbeStimulus(spec);
    case 'fixed':
      return fixedStimulus(spec);
  }
}
