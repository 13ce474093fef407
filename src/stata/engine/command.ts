import type { Work } from '../work/effect.ts';
import type { Context } from './context.ts';

/** A command line, macros expanded and prefixes taken off. */
export interface CommandCall {
  /** The command's name as it was written, perhaps abbreviated. */
  readonly word: string;
  /** What follows the name, trimmed. */
  readonly rest: string;
  /** All of it. */
  readonly line: string;
}

/**
 * One of Stata's commands. A file under `command/` defines one (or a few that belong together), and
 * `command/commands.ts` lists them all.
 *
 * A command that takes time is a generator: it yields effects (see `work/effect.ts`), and Break can end it at
 * each `yield`. A command that goes through a lot of data does so in chunks: see `work/in-chunks.ts`.
 *
 * @example
 * ```ts
 * export const sleepCommand: Command = {
 *   name: 'sleep',
 *   *run(context, { rest }) {
 *     yield* sleep(context.evaluateNumber(rest));
 *   },
 * };
 * ```
 */
export interface Command {
  readonly name: string;
  /** The shortest abbreviation; default: none, the name has to be written out. */
  readonly abbreviation?: string;
  /**
   * How it runs after `by`: once for each group, under a heading, or once for all data, where it sees the
   * groups itself. Default: it can't be combined with `by`.
   */
  readonly by?: 'each' | 'at-once';
  /** Its subcommands, where the word after its name says what it does; default: none. */
  readonly subcommands?: readonly { readonly name: string }[];
  /** @throws StataError when it fails */
  // biome-ignore lint/suspicious/noConfusingVoidType: most commands take no time and return nothing
  readonly run: (context: Context, call: CommandCall) => Work | void;
}
