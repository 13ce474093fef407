import { StataError } from '../error/stata-error.ts';

/** Whether a character is one of those that a part of a pattern stands for. */
export type CharacterTest = (character: string) => boolean;

/** A regular expression, taken apart. */
export type Pattern =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'place'; readonly place: 'start' | 'end' | 'word' | 'no-word' }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'group'; readonly number: number; readonly inner: Pattern }
  | {
      readonly kind: 'repeat';
      readonly inner: Pattern;
      readonly least: number;
      readonly most: number;
      readonly isGreedy: boolean;
    };

/** How long a pattern may be, in characters. */
const LENGTH_MAX = 10_000;

/** How deep groups may be nested. */
const DEPTH_MAX = 100;

/** How often something may be counted: `a{1000}`. */
const COUNT_MAX = 1000;

const CLASSES: Readonly<Record<string, CharacterTest>> = {
  d: (character) => /\d/.test(character),
  w: isWord,
  s: (character) => /\s/.test(character),
  D: (character) => /\D/.test(character),
  W: (character) => !isWord(character),
  S: (character) => /\S/.test(character),
};

const NAMED: Readonly<Record<string, RegExp>> = {
  alpha: /\p{L}/u,
  digit: /\d/,
  alnum: /[\p{L}\d]/u,
  space: /\s/,
  blank: /[ \t]/,
  upper: /\p{Lu}/u,
  lower: /\p{Ll}/u,
  punct: /[\p{P}\p{S}]/u,
  xdigit: /[\da-fA-F]/,
};

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' };

export function isWord(character: string): boolean {
  return /[\p{L}\p{N}_]/u.test(character);
}

/**
 * Reads a regular expression: the usual ones, without back references and looking ahead, which nobody can
 * match in linear time.
 *
 * @throws StataError r(198), r(1000) for one that is too long
 */
export function parsePattern(source: string): {
  readonly pattern: Pattern;
  readonly groups: number;
} {
  if (source.length > LENGTH_MAX) throw new StataError(1000, 'system limit exceeded');
  const parser = new PatternParser([...source]);
  const pattern = parser.choice(0);
  parser.expectEnd();
  return { pattern, groups: parser.groups };
}

class PatternParser {
  readonly #source: readonly string[];
  #at = 0;
  groups = 0;

  constructor(source: readonly string[]) {
    this.#source = source;
  }

  choice(depth: number): Pattern {
    if (depth > DEPTH_MAX) throw invalid();
    const parts = [this.#sequence(depth)];
    while (this.#takes('|')) parts.push(this.#sequence(depth));
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts };
  }

  expectEnd(): void {
    if (this.#at < this.#source.length) throw invalid();
  }

  #sequence(depth: number): Pattern {
    const parts: Pattern[] = [];
    for (
      let next = this.#next;
      next !== undefined && next !== '|' && next !== ')';
      next = this.#next
    ) {
      parts.push(this.#repeated(depth));
    }
    return { kind: 'sequence', parts };
  }

  #repeated(depth: number): Pattern {
    let part = this.#single(depth);
    for (;;) {
      const count = this.#count();
      if (count === undefined) return part;
      // `a+?`: as few as will do.
      const isGreedy = !this.#takes('?');
      part = { kind: 'repeat', inner: part, ...count, isGreedy };
    }
  }

  #count(): { readonly least: number; readonly most: number } | undefined {
    if (this.#takes('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#takes('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
    if (this.#takes('?')) return { least: 0, most: 1 };
    const rest = this.#source.slice(this.#at, this.#at + 12).join('');
    const [whole, from, comma, to] = /^\{(\d+)(?:(,)(\d*))?\}/.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    this.#at += whole.length;
    const least = Number(from);
    const most = to === '' || to === undefined ? Number.POSITIVE_INFINITY : Number(to);
    if (least > COUNT_MAX || (Number.isFinite(most) && most > COUNT_MAX) || most < least)
      throw invalid();
    return { least, most: comma === undefined ? least : most };
  }

  #single(depth: number): Pattern {
    const character = this.#take();
    switch (character) {
      case '(':
        return this.#group(depth);
      case '[':
        return { kind: 'character', test: this.#set() };
      case '.':
        return { kind: 'character', test: (each) => each !== '\n' };
      case '^':
        return { kind: 'place', place: 'start' };
      case '$':
        return { kind: 'place', place: 'end' };
      case '\\':
        return this.#escaped();
      case '*':
      case '+':
      case '?':
        throw invalid();
      default:
        return { kind: 'character', test: (each) => each === character };
    }
  }

  #group(depth: number): Pattern {
    if (this.#takes('?')) {
      if (!this.#takes(':')) throw invalid();
      return this.#closed(this.choice(depth + 1));
    }
    this.groups += 1;
    const number = this.groups;
    return { kind: 'group', number, inner: this.#closed(this.choice(depth + 1)) };
  }

  #closed(inner: Pattern): Pattern {
    if (!this.#takes(')')) throw invalid();
    return inner;
  }

  #escaped(): Pattern {
    const character = this.#take();
    if (character === 'b') return { kind: 'place', place: 'word' };
    if (character === 'B') return { kind: 'place', place: 'no-word' };
    if (/^[1-9]$/.test(character)) throw invalid();
    return { kind: 'character', test: escapedTest(character) };
  }

  /** What is in brackets; the opening one has been taken. */
  #set(): CharacterTest {
    const isNegated = this.#takes('^');
    const tests: CharacterTest[] = [];
    for (let isFirst = true; isFirst || this.#next !== ']'; isFirst = false)
      tests.push(this.#member());
    this.#take();
    const has = (character: string): boolean => tests.some((test) => test(character));
    return isNegated ? (character) => !has(character) : has;
  }

  #member(): CharacterTest {
    const rest = this.#source.slice(this.#at, this.#at + 12).join('');
    const named = /^\[:(\w+):\]/.exec(rest);
    const name = named?.[1] ?? '';
    const pattern = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    if (named !== null && pattern !== undefined) {
      this.#at += named[0].length;
      return (character) => pattern.test(character);
    }
    const first = this.#take();
    if (first === '\\') return escapedTest(this.#take());
    if (this.#next !== '-' || this.#source[this.#at + 1] === ']') return (each) => each === first;
    this.#take();
    const last = this.#take();
    if (last < first) throw invalid();
    return (character) => character >= first && character <= last;
  }

  get #next(): string | undefined {
    return this.#source[this.#at];
  }

  #take(): string {
    const character = this.#source[this.#at];
    if (character === undefined) throw invalid();
    this.#at += 1;
    return character;
  }

  #takes(wanted: string): boolean {
    if (this.#next !== wanted) return false;
    this.#at += 1;
    return true;
  }
}

function escapedTest(character: string): CharacterTest {
  const test = CLASSES[character];
  if (test !== undefined) return test;
  const meant = CONTROLS[character] ?? character;
  return (each) => each === meant;
}

function invalid(): StataError {
  return new StataError(198, 'regexp: invalid regular expression');
}
