import type { Work } from '../engine/effect.ts';

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
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
