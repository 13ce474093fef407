import type { RunSchedule, Script } from './script.ts';

/** What a stimulus is able to do; experiments that need more are left out, and say so. */
export interface Abilities {
  /** Sizes can be chosen, so that a buffer with a threshold shows. */
  readonly payload: boolean;
  /** `first` and `total` can be varied independently: without that there is no tracking. */
  readonly varies: boolean;
  /** It can be told to fail. */
  readonly fails: boolean;
  /** It can be silent for long, at either end. */
  readonly silence: boolean;
  /** It can make the server ask its client something in mid-run. */
  readonly asks: boolean;
  /** It can say what became of an earlier run, whether it was stopped in its midst. */
  readonly recalls: boolean;
  /** Each output has a marker of its own; else calls are told apart by the tokens of their progress. */
  readonly marks: boolean;
  /** Each output says when it was made: `at=` and milliseconds since the call reached the tool. */
  readonly stamps: boolean;
}

/** A tool call, and what it will make the server say. */
export interface PreparedCall {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly script: Script;
}

/** Makes a server talk, by a schedule that is known before. */
export interface Stimulus {
  readonly kind: 'stata' | 'stream_probe' | 'fixed';
  readonly tool: string;
  readonly can: Abilities;
  /**
   * The call that comes closest to a schedule. Its script says what it really comes to.
   *
   * @param name - unique to this run; the markers are made of it
   */
  prepare(schedule: RunSchedule, name: string): PreparedCall;
}
