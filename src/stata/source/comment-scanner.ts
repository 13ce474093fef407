import { CHUNK, type Work } from '../work/effect.ts';

/** What ends a command: the end of its line, or a semicolon. */
export type Delimiter = 'cr' | ';';

/** What earlier lines of the same statement left open. */
export interface ScanState {
  /** How many block comments are open. They nest. */
  readonly commentDepth: number;
  /** Whether the statement began in an earlier line. Then `*` begins no comment. */
  readonly isInsideStatement: boolean;
  /** Whether the statement is a comment that began with `*`. */
  readonly isStarComment: boolean;
}

/** What is left of a physical line, or of the rest of one, when its comments are taken out. */
export interface ScannedLine {
  readonly code: string;
  /** Where the line goes on after the semicolon that ended the statement; undefined without one. */
  readonly restAt: number | undefined;
  readonly hasComment: boolean;
  /** Whether the statement goes on in the next line: after `///`, or inside a block comment. */
  readonly goesOn: boolean;
  readonly state: ScanState;
}

export const FRESH: ScanState = {
  commentDepth: 0,
  isInsideStatement: false,
  isStarComment: false,
};

const TOKEN = /\/\*|\*\/|\/\/\/?|`"|"'|[^/*`";]+|[\s\S]/g;

/** How many tokens are looked at between two looks at the Break key. */
const TOKENS_PER_CHUNK = 10_000;

/**
 * Takes the comments out of one line: block comments, which nest and span lines; `//` and `///` after a
 * blank; and `*` at the beginning of a statement. Quoted text has no comments in it, and no end of a
 * statement.
 *
 * @param from - where in the line the statement begins, or goes on
 */
export function* scanLine(
  line: string,
  from: number,
  before: ScanState,
  delimiter: Delimiter,
): Work<ScannedLine> {
  const scanner = new CommentScanner(before, delimiter);
  const tokens = new RegExp(TOKEN);
  tokens.lastIndex = from;
  let left = TOKENS_PER_CHUNK;
  for (const { 0: token, index } of line.matchAll(tokens)) {
    if (scanner.isEndedBy(token)) return scanner.result(index + token.length);
    if (!scanner.take(token)) break;
    left -= 1;
    if (left > 0) continue;
    left = TOKENS_PER_CHUNK;
    yield CHUNK;
  }
  return scanner.result(undefined);
}

class CommentScanner {
  #commentDepth: number;
  #isStarComment: boolean;
  readonly #isInsideStatement: boolean;
  readonly #delimiter: Delimiter;
  readonly #code: string[] = [];
  /** Whether any of the code isn't blank. */
  #hasCode = false;
  #hasComment: boolean;
  #goesOn = false;
  #compoundDepth = 0;
  #isQuoted = false;

  constructor({ commentDepth, isInsideStatement, isStarComment }: ScanState, delimiter: Delimiter) {
    this.#delimiter = delimiter;
    this.#commentDepth = commentDepth;
    this.#isInsideStatement = isInsideStatement;
    this.#isStarComment = isStarComment;
    this.#hasComment = commentDepth > 0 || isStarComment;
  }

  /** Whether a token is the semicolon that ends the statement. */
  isEndedBy(token: string): boolean {
    return token === this.#delimiter && this.#commentDepth === 0 && !this.#isInQuotes;
  }

  /** Takes one token; false when nothing after it matters. */
  take(token: string): boolean {
    if (this.#commentDepth > 0) this.#inComment(token);
    else if (this.#isInQuotes) this.#inQuotes(token);
    else return this.#inCode(token);
    return true;
  }

  result(restAt: number | undefined): ScannedLine {
    const isInsideStatement = this.#isInsideStatement || this.#hasCode;
    return {
      code: this.#code.join(''),
      restAt,
      hasComment: this.#hasComment,
      goesOn: this.#goesOn || this.#commentDepth > 0,
      state: {
        commentDepth: this.#commentDepth,
        isInsideStatement,
        isStarComment: this.#isStarComment,
      },
    };
  }

  get #isInQuotes(): boolean {
    return this.#isQuoted || this.#compoundDepth > 0;
  }

  #inComment(token: string): void {
    if (token === '/*') this.#commentDepth += 1;
    if (token === '*/') this.#commentDepth -= 1;
  }

  #inQuotes(token: string): void {
    this.#keep(token);
    if (token === '`"') this.#compoundDepth += 1;
    else if (this.#compoundDepth > 0) this.#compoundDepth -= token === `"'` ? 1 : 0;
    // A quote and an apostrophe end a simple string too: `'"x"'`.
    else if (token === '"' || token === `"'`) this.#isQuoted = false;
  }

  #inCode(token: string): boolean {
    const isFirst = !this.#isInsideStatement && !this.#hasCode;
    const isAfterBlank = /(?:^|\s)$/.test(this.#code.at(-1)?.slice(-1) ?? '');
    if (token === '/*') {
      this.#commentDepth = 1;
      this.#hasComment = true;
    } else if (token.startsWith('//') && isAfterBlank) {
      this.#hasComment = true;
      this.#goesOn = token === '///';
      return false;
    } else if (token.startsWith('*') && isFirst) {
      this.#isStarComment = true;
      this.#hasComment = true;
    } else if (!this.#isStarComment) {
      this.#keep(token);
      if (token === '`"') this.#compoundDepth = 1;
      else if (token === '"' || token === `"'`) this.#isQuoted = true;
    }
    return true;
  }

  #keep(token: string): void {
    this.#code.push(token);
    this.#hasCode ||= token.trim() !== '';
  }
}
