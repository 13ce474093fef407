import type { Command } from './command.ts';

/** The command that a word means: by its name, or by an abbreviation that is long enough. */
export function findCommand(commands: readonly Command[], word: string): Command | undefined {
  return (
    commands.find(({ name }) => name === word) ??
    commands.find(
      ({ name, abbreviation }) =>
        abbreviation !== undefined && name.startsWith(word) && word.length >= abbreviation.length,
    )
  );
}
