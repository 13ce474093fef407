/** A command, or a part of one. */
interface Named {
  readonly name: string;
  readonly abbreviation?: string;
}

/** The one that a word means: by its name, or by an abbreviation that is long enough. */
export function findCommand<Each extends Named>(
  commands: readonly Each[],
  word: string,
): Each | undefined {
  return (
    commands.find(({ name }) => name === word) ??
    commands.find(
      ({ name, abbreviation }) =>
        abbreviation !== undefined && name.startsWith(word) && word.length >= abbreviation.length,
    )
  );
}
