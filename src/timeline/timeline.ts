import type { Arrival } from './arrival.ts';
import type { Emission } from './emission.ts';

/** Everything that can be said or heard. */
export type TimelineEvent = Emission | Arrival;

/**
 * What was said and what was heard in one run, in the order of its happening. It can only grow.
 *
 * It has two writers and no others: the simulated Stata and a probe. What is judged never writes
 * evidence of its own.
 */
export class Timeline {
  readonly #events: TimelineEvent[] = [];
  readonly #onAppend: (event: TimelineEvent) => void;

  /** @param options.onAppend - is told of each event at once, for a live view */
  constructor(options: { readonly onAppend?: (event: TimelineEvent) => void } = {}) {
    this.#onAppend = options.onAppend ?? (() => {});
  }

  get events(): readonly TimelineEvent[] {
    return this.#events;
  }

  readonly append = (event: TimelineEvent): void => {
    this.#events.push(event);
    this.#onAppend(event);
  };
}
