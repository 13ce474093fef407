import type { ExperimentEvidence, ExperimentId } from '../evidence/evidence.ts';
import type { Harness } from '../harness/harness.ts';
import type { Abilities } from '../terms/stimulus.ts';

/** A way to make a server show whether it keeps some rules. */
export interface Experiment {
  readonly id: ExperimentId;
  /** What is done, as a clause. */
  readonly about: string;
  /** Whether it calls the tool. */
  readonly calls: boolean;
  /** What the stimulus must be able to do; without it the experiment is left out. */
  readonly takes: readonly (keyof Abilities)[];
  /** Whether its calls are made at the same time, and need sessions that are apart; default false. */
  readonly apart?: true;
  /**
   * How it goes with others: `alone` when others would falsify its times; `beside` when it may run
   * while others do.
   */
  readonly runs: 'alone' | 'beside';
  /** Whether an experiment that fails is made again, and only the second time counts: a fault repeats itself, noise doesn't. */
  readonly repeats: boolean;
  /** How long it takes at most with a healthy server, in milliseconds. */
  readonly lastsMs: (harness: Harness) => number;
  readonly make: (harness: Harness) => Promise<ExperimentEvidence>;
}
