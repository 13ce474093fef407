import type { StataOutput } from '../timeline/emission.ts';

/** The readers that a scenario can be told with: each line at once, or a log looked at now and then. */
export const READER_NAMES = ['direct', 'polled'] as const;

export type ReaderName = (typeof READER_NAMES)[number];

/** A thing that Stata says in the course of a run: anything but the run's end. */
export type Utterance = Exclude<StataOutput, { readonly kind: 'ended' }>;

/** One thing that Stata does: it says something, or it works in silence for `ms` milliseconds. */
export type Step = Utterance | { readonly kind: 'wait'; readonly ms: number };

/**
 * What Stata does in a run, with nothing left to chance: repeats are written out and jitter is spent.
 *
 * A scenario usually comes from a file, but it is plain data and can just as well be written down.
 *
 * @example
 * ```ts
 * const scenario: Scenario = {
 *   name: 'early-word',
 *   about: 'A word after a second, and another second of silence.',
 *   seed: 1,
 *   reader: 'direct',
 *   script: [
 *     { kind: 'wait', ms: 1000 },
 *     { kind: 'output', text: 'hello\n' },
 *     { kind: 'wait', ms: 1000 },
 *   ],
 * };
 * ```
 */
export interface Scenario {
  /** What it is called, in kebab-case. */
  readonly name: string;
  /** What it shows and what to watch, for a person to read. */
  readonly about: string;
  /** What its jitter was drawn from. Already spent: another seed here changes nothing. */
  readonly seed: number;
  /** The reader that the story is told with; a run may choose another. */
  readonly reader: ReaderName;
  /** What happens, in order. The end of the list, or an error in it, is the end of the run. */
  readonly script: readonly Step[];
}
