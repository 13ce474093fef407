import type { Command, CommandCall } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { findCommand } from '../../engine/find-command.ts';
import { StataError } from '../../error/stata-error.ts';

/** One of the things that a command does: it is named by the word after the command's name. */
export interface Subcommand {
  /** Empty for the subcommand that runs when no word follows. */
  readonly name: string;
  /** The shortest abbreviation; default: none, the name has to be written out. */
  readonly abbreviation?: string;
  /**
   * @param argument - what follows the name, trimmed
   * @throws StataError when it fails
   */
  readonly run: (
    context: Context,
    argument: string,
    call: CommandCall,
  ) => ReturnType<Command['run']>;
}

/** A command that does nothing by itself: each of its subcommands does something. */
export function withSubcommands(
  command: Omit<Command, 'run' | 'subcommands'> & { readonly subcommands: readonly Subcommand[] },
): Command {
  const { subcommands } = command;
  return { ...command, run: (context, call) => runSubcommand(subcommands, context, call) };
}

/**
 * Does what the first word after a command's name says.
 *
 * @throws StataError r(198) when it is none of them
 */
export function runSubcommand(
  subcommands: readonly Subcommand[],
  context: Context,
  call: CommandCall,
): ReturnType<Command['run']> {
  const { word, argument } = splitWord(call.rest);
  const found = findCommand(subcommands, word);
  if (found === undefined) throw new StataError(198, 'invalid syntax');
  return found.run(context, argument, call);
}

/** The first word of what follows a command's name, and what follows that. */
export function splitWord(rest: string): { readonly word: string; readonly argument: string } {
  const { word = '', argument = '' } =
    /^(?<word>\w*)\s*(?<argument>[\s\S]*)$/.exec(rest)?.groups ?? {};
  return { word, argument: argument.trimEnd() };
}

/** The words of an argument that is a list of names. */
export function namesOf(argument: string): readonly string[] {
  return argument.split(/\s+/).filter((name) => name !== '');
}
