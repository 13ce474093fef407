/** What earlier lines of the same statement left open. */
export interface ScanState {
  /** How many block comments are open. They nest. */
  readonly commentDepth: number;
  /** Whether code of the statement stands in earlier lines, so that `*` begins no comment. */
  readonly isInsideStatement: boolean;
  /** Whether the statement is a comment that began with `*`. */
  readonly isStarComment: boolean;
}

/** What is left of a physical line when its comments are taken out. */
export interface ScannedLine {
  readonly code: string;
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

const TOKEN = /\/\*|\*\/|\/\/\/?|`"|"'|[^/*`"]+|[\s\S]/g;

/**
 * Takes the comments out of one line: block comments, which nest and span lines; `//` and `///` after a
 * blank; and `*` at the beginning of a statement. Quoted text has no comments in it.
 */
export function scanLine(line: string, before: ScanState): ScannedLine {
  const scanner = new CommentScanner(before);
  for (const [token] of line.matchAll(TOKEN)) if (!scanner.take(token)) break;
  return scanner.result();
}

class CommentScanner {
  #commentDepth: number;
  #isStarComment: boolean;
  readonly #isInsideStatement: boolean;
  readonly #code: string[] = [];
  /** Whether any of the code isn't blank. */
  #hasCode = false;
  #hasComment: boolean;
  #goesOn = false;
  #compoundDepth = 0;
  #isQuoted = false;

  constructor({ commentDepth, isInsideStatement, isStarComment }: ScanState) {
    this.#commentDepth = commentDepth;
    this.#isInsideStatement = isInsideStatement;
    this.#isStarComment = isStarComment;
    this.#hasComment = commentDepth > 0 || isStarComment;
  }

  /** Takes one token; false when nothing after it matters. */
  take(token: string): boolean {
    if (this.#commentDepth > 0) this.#inComment(token);
    else if (this.#isQuoted || this.#compoundDepth > 0) this.#inQuotes(token);
    else return this.#inCode(token);
    return true;
  }

  result(): ScannedLine {
    const isInsideStatement = this.#isInsideStatement || this.#hasCode;
    return {
      code: this.#code.join(''),
      hasComment: this.#hasComment,
      goesOn: this.#goesOn || this.#commentDepth > 0,
      state: {
        commentDepth: this.#commentDepth,
        isInsideStatement,
        isStarComment: this.#isStarComment,
      },
    };
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
