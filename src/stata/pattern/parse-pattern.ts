import { StataError } from '../error/stata-error.ts';
import { type CharacterTest, invalidPattern, posixClass, readEscape } from './character-class.ts';

/** Where in a text something can be that has no length. */
export type Place = 'start' | 'end' | 'before-end' | 'line-start' | 'line-end' | 'word' | 'no-word';

/** A regular expression, taken apart. */
export type Pattern =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'place'; readonly place: Place }
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

/** What `(?i)`, `(?s)` and `(?m)` turn on, up to the end of their group. */
interface Flags {
  readonly i: boolean;
  readonly s: boolean;
  readonly m: boolean;
}

/** How long a pattern may be, in characters. */
const LENGTH_MAX = 10_000;

/** How deep groups and sets may be nested. */
const DEPTH_MAX = 100;

/** How often something may be counted: `a{1000}`. */
const COUNT_MAX = 1000;

/** How much of the text is looked at for one escape, count or the like. */
const LOOK_AHEAD = 64;

const PLACES: Readonly<Record<string, Place>> = {
  A: 'start',
  z: 'end',
  Z: 'before-end',
  b: 'word',
  B: 'no-word',
};

const LINE_BREAK: Pattern = {
  kind: 'choice',
  parts: [
    {
      kind: 'sequence',
      parts: [
        { kind: 'character', test: (each) => each === '\r' },
        { kind: 'character', test: (each) => each === '\n' },
      ],
    },
    { kind: 'character', test: (each) => /[\n\v\f\r\u0085\u2028\u2029]/.test(each) },
  ],
};

/**
 * Reads a regular expression as ICU has them. What can't be matched in linear time (back references, looking
 * around, possessive and atomic groups) is refused, and so is every escape, flag or count that is not known.
 *
 * @throws StataError r(198), r(1000) for one that is too long
 */
export function parsePattern(
  source: string,
  { ignoresCase }: { readonly ignoresCase: boolean },
): { readonly pattern: Pattern; readonly groups: number } {
  if (source.length > LENGTH_MAX) throw new StataError(1000, 'system limit exceeded');
  const parser = new PatternParser([...withoutQuotes(source)], ignoresCase);
  const pattern = parser.choice(0);
  parser.expectEnd();
  return { pattern, groups: parser.groups };
}

/** Writes what stands between `\Q` and `\E` as escapes. */
function withoutQuotes(source: string): string {
  return source.replace(/\\Q([\s\S]*?)(?:\\E|$)|\\[\s\S]/g, (whole, quoted?: string) =>
    quoted === undefined
      ? whole
      : [...quoted].map((each) => `\\x{${each.codePointAt(0)?.toString(16)}}`).join(''),
  );
}

class PatternParser {
  readonly #source: readonly string[];
  #at = 0;
  #flags: Flags;
  groups = 0;

  constructor(source: readonly string[], ignoresCase: boolean) {
    this.#source = source;
    this.#flags = { i: ignoresCase, s: false, m: false };
  }

  choice(depth: number): Pattern {
    if (depth > DEPTH_MAX) throw invalidPattern();
    const before = this.#flags;
    const parts = [this.#sequence(depth)];
    while (this.#takes('|')) parts.push(this.#sequence(depth));
    this.#flags = before;
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts };
  }

  expectEnd(): void {
    if (this.#at < this.#source.length) throw invalidPattern();
  }

  #sequence(depth: number): Pattern {
    const parts: Pattern[] = [];
    for (
      let next = this.#next;
      next !== undefined && next !== '|' && next !== ')';
      next = this.#next
    ) {
      if (!this.#takesFlags()) parts.push(this.#repeated(depth));
    }
    return { kind: 'sequence', parts };
  }

  #repeated(depth: number): Pattern {
    const inner = this.#single(depth);
    const count = this.#count();
    if (count === undefined) return inner;
    // `a+?`: as few as will do.
    const isGreedy = !this.#takes('?');
    if (this.#next === '+' || this.#count() !== undefined) throw invalidPattern();
    return { kind: 'repeat', inner, ...count, isGreedy };
  }

  #count(): { readonly least: number; readonly most: number } | undefined {
    if (this.#takes('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#takes('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
    if (this.#takes('?')) return { least: 0, most: 1 };
    const rest = this.#rest;
    const [whole, from, comma, to] = /^\{(\d+)(?:(,)(\d*))?\}/.exec(rest) ?? [];
    if (whole === undefined && /^\{[\d,]/.test(rest)) throw invalidPattern();
    if (whole === undefined) return undefined;
    this.#at += whole.length;
    const least = Number(from);
    const most = to === '' || to === undefined ? Number.POSITIVE_INFINITY : Number(to);
    if (least > COUNT_MAX || (Number.isFinite(most) && most > COUNT_MAX) || most < least)
      throw invalidPattern();
    return { least, most: comma === undefined ? least : most };
  }

  #single(depth: number): Pattern {
    const character = this.#take();
    switch (character) {
      case '(':
        return this.#group(depth);
      case '[':
        return { kind: 'character', test: this.#set(depth) };
      case '.':
        return { kind: 'character', test: this.#flags.s ? () => true : (each) => each !== '\n' };
      case '^':
        return { kind: 'place', place: this.#flags.m ? 'line-start' : 'start' };
      case '$':
        return { kind: 'place', place: this.#flags.m ? 'line-end' : 'end' };
      case '\\':
        return this.#escaped();
      case '*':
      case '+':
      case '?':
        throw invalidPattern();
      default:
        return { kind: 'character', test: this.#literal(character) };
    }
  }

  /** Takes `(?i)`, `(?s-i)` and the like, which hold up to the end of the group. */
  #takesFlags(): boolean {
    const [whole, on, off] = /^\(\?([ism]*)(?:-([ism]*))?\)/.exec(this.#rest) ?? [];
    if (whole === undefined || whole === '(?)') return false;
    this.#at += whole.length;
    this.#setFlags(on, off);
    return true;
  }

  #setFlags(on = '', off = ''): void {
    const isOn = (flag: keyof Flags): boolean =>
      (this.#flags[flag] || on.includes(flag)) && !off.includes(flag);
    this.#flags = { i: isOn('i'), s: isOn('s'), m: isOn('m') };
  }

  /** A group; `(?:…)` and `(?i:…)` have no number, `(?<name>…)` has one as any other. */
  #group(depth: number): Pattern {
    const before = this.#flags;
    const rest = this.#rest;
    const [plain, on, off] = /^\?([ism]*)(?:-([ism]*))?:/.exec(rest) ?? [];
    const name = /^\?<[A-Za-z]\w*>/.exec(rest)?.[0];
    if (rest.startsWith('?') && plain === undefined && name === undefined) throw invalidPattern();
    this.#at += (plain ?? name ?? '').length;
    this.#setFlags(on, off);
    if (plain === undefined) this.groups += 1;
    const number = this.groups;
    const inner = this.choice(depth + 1);
    this.#flags = before;
    if (!this.#takes(')')) throw invalidPattern();
    return plain === undefined ? { kind: 'group', number, inner } : inner;
  }

  #escaped(): Pattern {
    const letter = this.#next ?? '';
    const place = Object.hasOwn(PLACES, letter) ? PLACES[letter] : undefined;
    if (place === undefined && letter !== 'R') {
      return { kind: 'character', test: this.#testOf(this.#escape()) };
    }
    this.#at += 1;
    // `\b{w}` means another kind of edge.
    if (this.#next === '{') throw invalidPattern();
    return place === undefined ? LINE_BREAK : { kind: 'place', place };
  }

  #escape(): string | CharacterTest {
    const { meaning, length } = readEscape(this.#rest);
    for (let taken = 0; taken < length; ) taken += this.#take().length;
    return meaning;
  }

  /** What is in brackets; the opening one has been taken. */
  #set(depth: number): CharacterTest {
    if (depth > DEPTH_MAX) throw invalidPattern();
    const isNegated = this.#takes('^');
    let test = this.#union(depth, true);
    for (let operator = this.#operator(); operator !== undefined; operator = this.#operator()) {
      const [left, right] = [test, this.#union(depth, false)];
      const isWithout = operator === '--';
      test = (character) => left(character) && right(character) !== isWithout;
    }
    this.#take();
    const all = test;
    return isNegated ? (character) => !all(character) : all;
  }

  /** `&&` or `--` between two halves of a set. */
  #operator(): string | undefined {
    const operator = /^(?:&&|--)/.exec(this.#rest)?.[0];
    this.#at += operator?.length ?? 0;
    return operator;
  }

  /** The members of a set, up to its end or an operator. A bracket that comes first is a member. */
  #union(depth: number, isFirst: boolean): CharacterTest {
    const tests: CharacterTest[] = [];
    while (
      (isFirst && tests.length === 0) ||
      (this.#next !== ']' && !/^(?:&&|--)/.test(this.#rest))
    ) {
      tests.push(this.#member(depth));
    }
    if (tests.length === 0) throw invalidPattern();
    return (character) => tests.some((test) => test(character));
  }

  #member(depth: number): CharacterTest {
    const named = /^\[:(\^?\w+):\]/.exec(this.#rest);
    if (named !== null) {
      this.#at += named[0].length;
      return this.#testOf(posixClass(named[1] ?? ''));
    }
    const first = this.#take();
    // A bracket that is followed by the end is one itself: `[[]`.
    if (first === '[' && this.#next !== ']') return this.#set(depth + 1);
    const start = first === '\\' ? this.#escape() : first;
    const isRange = this.#next === '-' && !/^-[\]-]/.test(this.#rest);
    if (!isRange || typeof start !== 'string') return this.#testOf(start);
    this.#take();
    const last = this.#take();
    const end = last === '\\' ? this.#escape() : last;
    if (typeof end !== 'string' || codeOf(end) < codeOf(start)) throw invalidPattern();
    return this.#testOf((each) => codeOf(each) >= codeOf(start) && codeOf(each) <= codeOf(end));
  }

  #testOf(meaning: string | CharacterTest): CharacterTest {
    return typeof meaning === 'string' ? this.#literal(meaning) : this.#folded(meaning);
  }

  #literal(character: string): CharacterTest {
    return this.#folded((each) => each === character);
  }

  /** Under `(?i)`, whatever a test is true of in either case. */
  #folded(test: CharacterTest): CharacterTest {
    if (!this.#flags.i) return test;
    return (each) => test(each) || test(each.toLowerCase()) || test(each.toUpperCase());
  }

  get #next(): string | undefined {
    return this.#source[this.#at];
  }

  /** What comes next, as far as anything that is read at once may go. */
  get #rest(): string {
    return this.#source.slice(this.#at, this.#at + LOOK_AHEAD).join('');
  }

  #take(): string {
    const character = this.#source[this.#at];
    if (character === undefined) throw invalidPattern();
    this.#at += 1;
    return character;
  }

  #takes(wanted: string): boolean {
    if (this.#next !== wanted) return false;
    this.#at += 1;
    return true;
  }
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
