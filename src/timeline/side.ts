import type { Arrival } from './arrival.ts';
import type { Emission } from './emission.ts';
import type { TimelineEvent } from './timeline.ts';

/** Who wrote an event: Stata, which said it, or the probe, which heard it. */
export function sideOf(event: TimelineEvent): 'said' | 'heard' {
  return isEmission(event) ? 'said' : 'heard';
}

export function isEmission(event: TimelineEvent): event is Emission {
  switch (event.kind) {
    case 'started':
    case 'output':
    case 'error':
    case 'ended':
      return true;
    default:
      return false;
  }
}

export function isArrival(event: TimelineEvent): event is Arrival {
  return !isEmission(event);
}
