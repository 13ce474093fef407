/** Where Python's `splitlines` ends a line; any of these would tear an event of a stream in two. */
export const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

/** The lines of a text that have something on them. */
export function linesOf(text: string): string[] {
  return text.split(LINE_END).filter((line) => line.trim() !== '');
}
