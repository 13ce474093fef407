/** A first word whose beginning is in capitals: its shortest abbreviation. */
const ABBREVIABLE = /^([A-Z]+)([a-z0-9_]*)(?![A-Za-z0-9_])/;

const FIRST_WORD = /^\w*/;

/**
 * Whether a command is one that a scenario's pattern means.
 *
 * In a pattern `*` stands for any characters or none, ` *` at its end also for the end of the word,
 * and `\*` for a star. Where its first word begins with capitals, these are the shortest
 * abbreviation, as in Stata's own `syntax`. White space is all the same.
 *
 * @example `REGress *` matches `regress y x`, `reg y x` and `regr, level(90)`, but not `regression`.
 */
export function matchesCommand(pattern: string, command: string): boolean {
  const [wanted, given] = unabbreviated(collapsed(pattern), collapsed(command));
  const characters = [...given];
  if (!wanted.endsWith(' *')) return matches(tokensOf(wanted), characters);
  const beginning = tokensOf(wanted.slice(0, -' *'.length));
  return matches(beginning, characters) || matches([...beginning, NO_LETTER, ANYTHING], characters);
}

/** What one place in a pattern stands for: any characters, any one that isn't a word's, or itself. */
type Token = typeof ANYTHING | typeof NO_LETTER | { readonly literal: string };

const ANYTHING = 'anything';
const NO_LETTER = 'no letter';

function tokensOf(pattern: string): readonly Token[] {
  return [...pattern.matchAll(/\\([\\*])|./gsu)].map(([part, escaped]) =>
    part === '*' ? ANYTHING : { literal: escaped ?? part },
  );
}

/** In a time that grows with the product of the lengths: of several stars only the last can move. */
function matches(tokens: readonly Token[], characters: readonly string[]): boolean {
  let at = 0;
  let token = 0;
  let star: { readonly token: number; at: number } | undefined;
  while (at < characters.length) {
    const wanted = tokens[token];
    if (wanted === ANYTHING) {
      star = { token, at };
      token += 1;
    } else if (wanted !== undefined && fits(wanted, characters[at] ?? '')) {
      token += 1;
      at += 1;
    } else if (star !== undefined) {
      star.at += 1;
      at = star.at;
      token = star.token + 1;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every((left) => left === ANYTHING);
}

function fits(wanted: Exclude<Token, typeof ANYTHING>, character: string): boolean {
  return wanted === NO_LETTER ? !/[\p{L}\p{N}_]/u.test(character) : wanted.literal === character;
}

/** Both with the whole first word, if the command has an abbreviation that the pattern allows. */
function unabbreviated(
  pattern: string,
  command: string,
): readonly [pattern: string, command: string] {
  const [head, capitals = '', rest = ''] = ABBREVIABLE.exec(pattern) ?? [];
  if (head === undefined) return [pattern, command];
  const word = capitals.toLowerCase() + rest;
  const [given = ''] = FIRST_WORD.exec(command) ?? [];
  const isMeant = given.length >= capitals.length && word.startsWith(given);
  return [
    word + pattern.slice(head.length),
    isMeant ? word + command.slice(given.length) : command,
  ];
}

function collapsed(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
