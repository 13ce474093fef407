import { charactersOf, lengthOf, textOf } from '../value/characters.ts';

/** What begins the next line when a line is full. */
const CONTINUATION = '> ';

/** Breaks lines at a width, wherever that falls, however the text comes. */
export class Wrapper {
  /** How many columns of the current line are taken. */
  column = 0;

  /** The text with the breaks that it needs, after what has come before. */
  wrap(text: string, width: number): string {
    let result = '';
    /** Where the text begins that has not been added to the result yet. */
    let start = 0;
    for (let at = 0; ; ) {
      const newline = text.indexOf('\n', at);
      const end = newline === -1 ? text.length : newline;
      const line = text.slice(at, end);
      const length = lengthOf(line);
      if (this.column + length <= width) this.column += length;
      else {
        result += text.slice(start, at) + this.#wrapLine(line, width);
        start = end;
      }
      if (newline === -1) return result + text.slice(start);
      this.column = 0;
      at = newline + 1;
    }
  }

  #wrapLine(line: string, width: number): string {
    const characters = charactersOf(line);
    let result = '';
    let at = 0;
    while (this.column + characters.length - at > width) {
      const free = Math.max(0, width - this.column);
      result += `${textOf(characters, at, at + free)}\n${CONTINUATION}`;
      at += free;
      this.column = CONTINUATION.length;
    }
    this.column += characters.length - at;
    return result + textOf(characters, at);
  }
}
