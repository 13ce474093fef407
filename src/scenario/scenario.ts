import type { Crash } from '../timeline/crash.ts';
import type { StataOutput } from '../timeline/emission.ts';

/** The readers that a scenario can be told with: each line at once, or a log looked at now and then. */
export const READER_NAMES = ['direct', 'polled'] as const;

export type ReaderName = (typeof READER_NAMES)[number];

/** A thing that Stata says in the course of a run: anything but the run's end. */
export type Utterance = Exclude<StataOutput, { readonly kind: 'ended' }>;

/** One thing that Stata does. */
export type Step =
  | Utterance
  /** Works in silence for `ms` milliseconds. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** Shows `--more--`, as if it waited for a key, for `ms` milliseconds. */
  | { readonly kind: 'more'; readonly ms: number }
  /** Does nothing any more, until the Break key is pressed. */
  | { readonly kind: 'hang' }
  /** Dies. */
  | { readonly kind: 'crash'; readonly crash: Crash };

/** One thing that Stata does to answer a command. */
export type AnswerStep =
  | Step
  /** Leaves results behind, such as `r(mean)`; a number, or a text. */
  | { readonly kind: 'returns'; readonly values: Readonly<Record<string, number | string>> }
  /** Draws a graph of this name, which `graph export` finds. */
  | { readonly kind: 'graph'; readonly name: string }
  /** Does what the interpreter would do with the command, had nobody answered it. */
  | {
      readonly kind: 'interpret';
      /** Its output comes in pieces of so many bytes, so long apart. */
      readonly chunks?: { readonly bytes: number; readonly everyMs: number };
    }
  /** Does the same, and nobody sees what comes of it: a recorded `log using` opens a log. */
  | { readonly kind: 'interpret-unseen' };

/** One thing that Stata does when it is started. */
export type StartStep =
  | Step
  /** Has no licence: says so, and doesn't start. */
  | { readonly kind: 'licence'; readonly message: string };

/** What is done for a command, instead of what the interpreter would do with it. */
export interface CommandAnswer {
  /** Which commands it is for: a pattern, see `matchesCommand`. */
  readonly when: string;
  /**
   * Whether it is for a statement as it is written in a do-file (macros not expanded, prefixes there,
   * of a block its first line); default: for a command as it is run.
   */
  readonly written?: boolean;
  /** How many commands it answers; default: all. After that, later answers get their turn. */
  readonly times?: number;
  /** What happens, in order. An error in it is the command's. */
  readonly steps: readonly AnswerStep[];
}

/** What every scenario has. */
interface Story {
  /** What it is called, in kebab-case. */
  readonly name: string;
  /** What it shows and what to watch, for a person to read. */
  readonly about: string;
  /** What its jitter was drawn from. Already spent: another seed here changes nothing. */
  readonly seed: number;
  /** The reader that the story is told with; a run may choose another. */
  readonly reader: ReaderName;
  /** What happens when Stata is started, before it takes its first command; default: nothing. */
  readonly start?: readonly StartStep[];
}

/**
 * A scenario in which every run does the same, whatever code it is given.
 *
 * @example
 * ```ts
 * const scenario: ScriptedScenario = {
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
export interface ScriptedScenario extends Story {
  /** What happens, in order. The end of the list, or an error in it, is the end of the run. */
  readonly script: readonly Step[];
}

/** A scenario in which the code that is given really runs, but for the commands that are answered. */
export interface InterpretedScenario extends Story {
  /** For each command, the first that matches it is played. May be empty. */
  readonly commands: readonly CommandAnswer[];
}

/**
 * What Stata does, with nothing left to chance: repeats are written out and jitter is spent.
 *
 * A scenario usually comes from a file, but it is plain data and can just as well be written down.
 */
export type Scenario = ScriptedScenario | InterpretedScenario;
