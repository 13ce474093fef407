import { splitPrefixes } from './prefixes.ts';

/** What a block does with its body. */
export type BlockKind = 'plain' | 'if' | 'else' | 'loop';

const KEYWORDS: readonly (readonly [pattern: RegExp, kind: BlockKind])[] = [
  [/^$/, 'plain'],
  [/^if\b/, 'if'],
  [/^else$|^else\s+if\b/, 'else'],
  [/^(?:forv(?:a(?:l(?:u(?:e(?:s)?)?)?)?)?|foreach|while)\b/, 'loop'],
];

/** What kind of block a statement opens; undefined when it opens none. */
export function blockKindOf(text: string): BlockKind | undefined {
  if (!text.endsWith('{')) return undefined;
  const { command } = splitPrefixes(headOf(text));
  return KEYWORDS.find(([pattern]) => pattern.test(command))?.[1];
}

/** A block's first statement without its brace. `frame name {` is the prefix `frame name:`. */
export function headOf(text: string): string {
  const head = text.slice(0, -1).trimEnd();
  // The first test is cheap and rules out most heads; splitting off the prefixes takes longer.
  const isFrame = /\bframe\s+\w+$/.test(head) && /^frame\s+\w+$/.test(splitPrefixes(head).command);
  return isFrame ? `${head}:` : head;
}

const PROGRAM =
  /^(?:cap\w*\s+)?pr(?:o(?:g(?:r(?:a(?:m)?)?)?)?)?\s+(?!drop\b|di(?:r)?\b|l(?:i(?:s(?:t)?)?)?\b)(?:de(?:f(?:i(?:n(?:e)?)?)?)?\s+)?(?<name>\w+)/;

/** Whether a statement begins the definition of a program. */
export function isProgramHead(text: string): boolean {
  return PROGRAM.test(text);
}
