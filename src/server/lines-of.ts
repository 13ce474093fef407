/** Where a line ends for Python, whose `splitlines` stata-mcp uses; its rarer ends are left out. */
export const LINE_END = /\r\n|[\n\r\v\f\u2028\u2029]/;

/** The lines of a text that have something on them. */
export function linesOf(text: string): string[] {
  return text.split(LINE_END).filter((line) => line.trim() !== '');
}
