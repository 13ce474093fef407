import type { Work } from '../work/effect.ts';

/** Where physical lines come from: a do-file, or somebody at a keyboard. */
export interface LineSource {
  /**
   * The next line without its newline; undefined at the end.
   *
   * @param prompt - what stands before the line: `. `, `  2. ` or `> `
   * @param isEchoed - whether the line is shown
   */
  next(prompt: string, isEchoed: boolean): Work<string | undefined>;
}

/** The lines of a text, without newlines. A newline at the end ends the last line and begins none. */
export function linesOfText(text: string): readonly string[] {
  return [...linesIn(text.replace(/^\uFEFF/, ''))];
}

/** The same, one after another on demand, since a file may be long. */
export function* linesIn(text: string): Generator<string, undefined> {
  let start = 0;
  for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) {
    yield text.slice(start, index);
    start = index + end.length;
  }
  if (start < text.length) yield text.slice(start);
}
