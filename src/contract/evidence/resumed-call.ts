import type { CallEvidence, ExperimentEvidence, StreamEvidence } from './evidence.ts';

/** A call that was cut off, and the stream on which its client came back for the rest. */
export interface ResumedCall {
  readonly call: CallEvidence;
  readonly stream: StreamEvidence;
}

/** The call that was resumed in an experiment; undefined when none was. */
export function resumedCallIn({ calls }: ExperimentEvidence): ResumedCall | undefined {
  for (const call of calls) {
    const stream = call.elsewhere.find(({ via }) => via === 'resumed');
    if (stream !== undefined) return { call, stream };
  }
  return undefined;
}

/** All that was heard of a resumed call, before the cut and after it, as if it were one stream. */
export function joined({ call, stream }: ResumedCall): CallEvidence {
  return { ...call, arrivals: [...call.arrivals, ...stream.arrivals] };
}
