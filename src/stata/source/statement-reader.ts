import { PART, type Work } from '../engine/effect.ts';
import { lineTooLong, MACRO_LENGTH_MAX } from '../macro/macro-length.ts';
import { FRESH, type ScanState, scanLine } from './comment-scanner.ts';
import type { LineSource } from './line-source.ts';

/** One statement, as many physical lines as it took. */
export interface Statement {
  readonly kind: 'blank' | 'comment' | 'command';
  /** Without comments, trimmed; nothing but for a command. */
  readonly text: string;
}

/** What ends a command: the end of its line, or a semicolon. */
export type Delimiter = 'cr' | ';';

/** How many lines are read between two looks at the Break key. */
const LINES_A_PART = 250;

/** Puts statements together from lines: takes comments out, joins what goes on, splits at semicolons. */
export class StatementReader {
  readonly #source: LineSource;
  delimiter: Delimiter;
  #linesRead = 0;
  /** What follows a semicolon in a line that has been read. */
  #rest: string | undefined;

  constructor(source: LineSource, delimiter: Delimiter = 'cr') {
    this.#source = source;
    this.delimiter = delimiter;
  }

  /** The next statement; undefined at the end. */
  *next(prompt: string, isEchoed: boolean): Work<Statement | undefined> {
    return this.delimiter === 'cr'
      ? yield* this.#nextLine(prompt, isEchoed)
      : yield* this.#nextUpToSemicolon(prompt, isEchoed);
  }

  *#nextLine(prompt: string, isEchoed: boolean): Work<Statement | undefined> {
    let state: ScanState = FRESH;
    let text = '';
    let hasComment = false;
    for (let isFirst = true; ; isFirst = false) {
      const line = yield* this.#line(isFirst ? prompt : '> ', isEchoed);
      if (line === undefined) {
        if (isFirst) return undefined;
        break;
      }
      const scanned = scanLine(line, state);
      text += scanned.code;
      requireLength(text);
      hasComment ||= scanned.hasComment;
      state = scanned.state;
      if (!scanned.goesOn) break;
      text += ' ';
    }
    return statement(text, hasComment);
  }

  *#nextUpToSemicolon(prompt: string, isEchoed: boolean): Work<Statement | undefined> {
    let state: ScanState = FRESH;
    let text = '';
    let isBlank = true;
    let hasComment = false;
    for (let isFirst = true; ; isFirst = false) {
      const isSame = this.#rest !== undefined;
      const line = yield* this.#line(isFirst ? prompt : '> ', isEchoed);
      if (line === undefined) {
        if (isFirst) return undefined;
        break;
      }
      // The directive that goes back to lines is one itself.
      if (isFirst && !isSame && /^\s*#\s*d\w*\s+cr\s*$/.test(line)) return statement(line, false);
      const scanned = scanLine(line, state);
      const end = endOfStatement(scanned.code);
      hasComment ||= scanned.hasComment;
      state = scanned.state;
      if (end !== -1) {
        text += scanned.code.slice(0, end);
        this.#rest = restOf(scanned.code.slice(end + 1));
        break;
      }
      text += `${scanned.code} `;
      requireLength(text);
      isBlank &&= scanned.code.trim() === '';
      if (isBlank && !scanned.goesOn) return statement('', hasComment);
    }
    return statement(text, hasComment);
  }

  *#line(prompt: string, isEchoed: boolean): Work<string | undefined> {
    this.#linesRead += 1;
    if (this.#linesRead % LINES_A_PART === 0) yield PART;
    const rest = this.#rest;
    this.#rest = undefined;
    const line = rest ?? (yield* this.#source.next(prompt, isEchoed));
    requireLength(line ?? '');
    return line;
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

function restOf(text: string): string | undefined {
  return text.trim() === '' ? undefined : text;
}

/** Where the first semicolon outside quotes is; -1 without one. */
function endOfStatement(code: string): number {
  let depth = 0;
  let isQuoted = false;
  for (const { 0: token, index } of code.matchAll(/`"|"'|"|;/g)) {
    if (token === ';' && depth === 0 && !isQuoted) return index;
    if (token === '`"') depth += 1;
    else if (token === `"'` && depth > 0) depth -= 1;
    else if (token !== ';' && depth === 0) isQuoted = !isQuoted;
  }
  return -1;
}
