import { ANYTHING, matchesWildcards, type WildcardToken } from './wildcard.ts';

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
  if (!mayMatch(pattern.trimStart(), command.trimStart())) return false;
  const [wanted, given] = unabbreviated(collapsed(pattern), collapsed(command));
  const characters = [...given];
  if (!wanted.endsWith(' *')) return matchesWildcards(tokensOf(wanted), characters);
  const beginning = tokensOf(wanted.slice(0, -' *'.length));
  return (
    matchesWildcards(beginning, characters) ||
    matchesWildcards([...beginning, isNoLetter, ANYTHING], characters)
  );
}

/** Whether the first words fit. Commands can be megabytes long, and nearly all are others. */
function mayMatch(pattern: string, command: string): boolean {
  const first = /^\w+(?=\s|$)/.exec(pattern)?.[0];
  if (first === undefined) return true;
  const [given = ''] = FIRST_WORD.exec(command) ?? [];
  const [, capitals = ''] = ABBREVIABLE.exec(first) ?? [];
  const word = capitals.toLowerCase() + first.slice(capitals.length);
  return (
    given === word || (capitals !== '' && given.length >= capitals.length && word.startsWith(given))
  );
}

const isNoLetter: WildcardToken = (character) => !/[\p{L}\p{N}_]/u.test(character);

function tokensOf(pattern: string): readonly WildcardToken[] {
  return [...pattern.matchAll(/\\([\\*])|./gsu)].map(([part, escaped]) =>
    part === '*' ? ANYTHING : (character) => character === (escaped ?? part),
  );
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
