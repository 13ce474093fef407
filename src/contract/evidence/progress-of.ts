import type { Arrival } from '../../timeline/arrival.ts';
import type { CallEvidence } from './evidence.ts';

export type ProgressArrival = Extract<Arrival, { readonly kind: 'progress' }>;

/** The progress that was told of a call on its own stream. */
export function progressOf({ arrivals }: CallEvidence): readonly ProgressArrival[] {
  return arrivals.filter((arrival): arrival is ProgressArrival => arrival.kind === 'progress');
}
