import { charactersOf, textOf } from '../value/characters.ts';

/** What begins the next line when a line is full. */
const CONTINUATION = '> ';

/** Breaks lines at a width, wherever that falls, however the text comes. */
export class Wrapper {
  /** How many columns of the current line are taken. */
  column = 0;

  /** The text with the breaks that it needs, after what has come before. */
  wrap(text: string, width: number): string {
    let result = '';
    for (const line of text.split(/(\n)/)) {
      if (line === '\n') {
        this.column = 0;
        result += line;
      } else if (line !== '') result += this.#wrapLine(line, width);
    }
    return result;
  }

  #wrapLine(line: string, width: number): string {
    const characters = charactersOf(line);
    let result = '';
    let at = 0;
    while (this.column + characters.length - at > width) {
      const room = Math.max(0, width - this.column);
      result += `${textOf(characters, at, at + room)}\n${CONTINUATION}`;
      at += room;
      this.column = CONTINUATION.length;
    }
    this.column += characters.length - at;
    return result + textOf(characters, at);
  }
}
