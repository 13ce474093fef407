import { lineTooLong, MACRO_LENGTH_MAX } from '../value/macro-length.ts';
import { CHUNK, type Work } from '../work/effect.ts';
import {
  type Delimiter,
  FRESH,
  type ScannedLine,
  type ScanState,
  scanLine,
} from './comment-scanner.ts';
import type { LineSource } from './line-source.ts';

/** One statement, as many physical lines as it took. */
export interface Statement {
  readonly kind: 'blank' | 'comment' | 'command';
  /** Without comments, trimmed; nothing but for a command. */
  readonly text: string;
}

/** A line, or what is left of one. */
interface Piece {
  readonly line: string;
  readonly from: number;
}

const BACK_TO_LINES = /^\s*#\s*d\w*\s+cr\s*$/;

/** How many lines are read between two looks at the Break key. */
const LINES_PER_CHUNK = 250;

/** Puts statements together from lines: takes comments out, joins what goes on, splits at semicolons. */
export class StatementReader {
  readonly #source: LineSource;
  delimiter: Delimiter;
  #linesRead = 0;
  /** What follows a semicolon in a line that has been read. */
  #rest: Piece | undefined;

  constructor(source: LineSource, delimiter: Delimiter = 'cr') {
    this.#source = source;
    this.delimiter = delimiter;
  }

  /** The next statement; undefined at the end. */
  *next(prompt: string, isEchoed: boolean): Work<Statement | undefined> {
    let state = FRESH;
    let text = '';
    let hasComment = false;
    let isFirst = true;
    for (;;) {
      const piece = yield* this.#piece(isFirst ? prompt : '> ', isEchoed);
      if (piece === undefined) {
        if (isFirst) return undefined;
        break;
      }
      const { line, from } = piece;
      // `#delimit cr` is a statement that needs no semicolon.
      if (isFirst && from === 0 && this.delimiter === ';' && BACK_TO_LINES.test(line)) {
        return statement(line, false);
      }
      const scanned = yield* scanLine(line, from, state, this.delimiter);
      ({ state } = scanned);
      if (scanned.restAt !== undefined) this.#rest = restOf(line, scanned.restAt);
      // A comment behind the last semicolon of a line is no line of its own.
      else if (from > 0 && isNothing(state)) continue;
      text += scanned.code;
      requireLength(text);
      hasComment ||= scanned.hasComment;
      if (this.#isEnd(scanned)) break;
      if (state.isInsideStatement) text += ' ';
      isFirst = false;
    }
    return statement(text, hasComment);
  }

  /** Whether a statement ends with its line. A statement without any code yet is a blank line. */
  #isEnd({ restAt, goesOn, state }: ScannedLine): boolean {
    if (restAt !== undefined) return true;
    if (goesOn) return false;
    return this.delimiter === 'cr' || isNothing(state);
  }

  *#piece(prompt: string, isEchoed: boolean): Work<Piece | undefined> {
    this.#linesRead += 1;
    if (this.#linesRead % LINES_PER_CHUNK === 0) yield CHUNK;
    const rest = this.#rest;
    this.#rest = undefined;
    if (rest !== undefined) return rest;
    const line = yield* this.#source.next(prompt, isEchoed);
    if (line === undefined) return undefined;
    requireLength(line);
    return { line, from: 0 };
  }
}

function requireLength(text: string): void {
  if (text.length > MACRO_LENGTH_MAX) throw lineTooLong();
}

function statement(text: string, hasComment: boolean): Statement {
  const trimmed = text.trim();
  if (trimmed !== '') return { kind: 'command', text: trimmed };
  return { kind: hasComment ? 'comment' : 'blank', text: '' };
}

function restOf(line: string, from: number): Piece | undefined {
  const code = /\S/g;
  code.lastIndex = from;
  return code.test(line) ? { line, from } : undefined;
}

function isNothing({ commentDepth, isInsideStatement, isStarComment }: ScanState): boolean {
  return commentDepth === 0 && !isInsideStatement && !isStarComment;
}
