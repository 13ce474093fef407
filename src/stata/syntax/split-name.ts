/** Splits a command line into the command's name and what follows it. */
export function splitName(line: string): readonly [word: string, rest: string] {
  const word = /^(?:[\p{L}_][\p{L}\p{N}_.]*|\S)/u.exec(line)?.[0] ?? '';
  return [word, line.slice(word.length).trim()];
}
