/** What is done to a program, to see whether a test notices. */
export const OPERATORS = [
  'arithmetic',
  'boundary',
  'equality',
  'logical',
  'condition',
  'boolean',
  'number',
  'string',
  'block',
  'call',
  'method',
  'optional chain',
] as const;

export type Operator = (typeof OPERATORS)[number];

/** A program with one small fault. Offsets are in UTF-16 units of the file's text. */
export interface Mutant {
  /** Relative to the repository. */
  readonly file: string;
  readonly operator: Operator;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Counted from 1. */
  readonly line: number;
  /** The whole line, without the space around it. */
  readonly text: string;
  /** Whether it is in no function, and so runs when its module is loaded. */
  readonly isStatic: boolean;
}

/** The file's text with the fault in it. */
export function applied({ start, end, replacement }: Mutant, text: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
