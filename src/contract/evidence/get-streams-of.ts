import type { ExperimentEvidence, StreamEvidence } from './evidence.ts';

export const NO_GET_STREAM = 'the server has no GET stream';

/** The standalone GET streams that were really open in an experiment. */
export function getStreamsOf({ calls }: ExperimentEvidence): readonly StreamEvidence[] {
  return calls.flatMap(({ elsewhere }) =>
    elsewhere.filter(({ via, status }) => via === 'get' && status === 200),
  );
}
