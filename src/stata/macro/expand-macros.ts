import { StataError } from '../error/stata-error.ts';
import { lineTooLong, MACRO_LENGTH_MAX } from '../value/macro-length.ts';
import { CHUNK, type Work } from '../work/effect.ts';

/** What the macros in a text stand for. */
export interface MacroLookup {
  local(name: string): string;
  setLocal(name: string, text: string): void;
  global(name: string): string;
  /** What an expression comes to, as `` `=2+2' `` shows it. */
  evaluate(expression: string): string;
  /** What `r(x)` and its like hold; nothing when there is no such result. */
  stored(name: string): string;
  /** What an extended function comes to, as `` `:word count a b' `` shows it. */
  extended(call: string): Work<string>;
}

/** How deep macros may stand in macros. */
const DEPTH_MAX = 64;

/** How many characters are looked through between two looks at the Break key. */
const CHUNK_LENGTH = 10_000;

/** How many marks are matched with one another between two looks at it. */
const MARKS_PER_CHUNK = 10_000;

/** What each piece costs beside its length, in characters. */
const PIECE_COST = 20;

/**
 * Replaces macros by what they stand for: `` `name' ``, `$name`, `${name}`, also nested; `` `=exp' ``,
 * `` `:function' ``, `` `++name' `` and `` `name--' ``. A backslash before a macro keeps it as it is.
 * A macro's text is expanded in turn, so it may contain macros.
 *
 * @throws StataError
 */
export function* expandMacros(text: string, lookup: MacroLookup): Work<string> {
  if (text.length > MACRO_LENGTH_MAX) throw lineTooLong();
  return hasMarks(text) ? yield* new Expansion(lookup).expand(text, 0) : text;
}

const NONE: Closings = new Map();

class Expansion {
  readonly #lookup: MacroLookup;
  /** How many characters have been looked through since the last chunk. */
  #seen = 0;

  constructor(lookup: MacroLookup) {
    this.#lookup = lookup;
  }

  *expand(text: string, depth: number): Work<string> {
    if (depth > DEPTH_MAX) throw new StataError(920, 'macros nested too deep');
    this.#seen += text.length + 1;
    if (this.#seen > CHUNK_LENGTH) yield* this.#chunk();
    if (!hasMarks(text)) return text;
    let result = '';
    let at = 0;
    const quotes = yield* closingsOf(text, /[`']/g);
    const braces = text.includes('${') ? yield* closingsOf(text, /[{}]/g) : NONE;
    while (at < text.length) {
      const start = nextMark(text, at);
      result += text.slice(at, start);
      if (start === text.length) break;
      const [piece, end] = yield* this.#macroAt(text, start, { depth, quotes, braces });
      result += piece;
      this.#seen += PIECE_COST;
      if (this.#seen > CHUNK_LENGTH) yield* this.#chunk();
      if (result.length > MACRO_LENGTH_MAX) throw lineTooLong();
      at = end;
    }
    return result;
  }

  *#chunk(): Work {
    this.#seen = 0;
    yield CHUNK;
  }

  /** What stands at a mark, and where the text goes on after it. */
  *#macroAt(
    text: string,
    at: number,
    {
      depth,
      quotes,
      braces,
    }: { readonly depth: number; readonly quotes: Closings; readonly braces: Closings },
  ): Work<readonly [string, number]> {
    if (text[at] === '\\') return [text[at + 1] ?? '\\', at + 2];
    if (text[at] === '$') return yield* this.#globalAt(text, at, depth, braces);
    if (text[at + 1] === '"') return ['`"', at + 2];
    const end = quotes.get(at);
    if (end === undefined) return ['`', at + 1];
    return [yield* this.#localMacro(text.slice(at + 1, end), depth), end + 1];
  }

  *#localMacro(inside: string, depth: number): Work<string> {
    const name = yield* this.expand(inside, depth + 1);
    if (/^[=:]/.test(name)) {
      yield* this.#chunk();
      return name.startsWith('=')
        ? this.#lookup.evaluate(name.slice(1))
        : yield* this.#lookup.extended(name.slice(1).trim());
    }
    if (/^[resc]\(\w+\)$/.test(name)) return this.#lookup.stored(name);
    const step = /^(?:(?<before>\+\+|--)(?<pre>\w+)|(?<post>\w+)(?<after>\+\+|--))$/.exec(name);
    if (step?.groups !== undefined) return this.#step(step.groups);
    return yield* this.expand(this.#lookup.local(name), depth + 1);
  }

  #step({ before, pre, post, after }: Readonly<Record<string, string | undefined>>): string {
    const name = pre ?? post ?? '';
    const text = this.#lookup.local(name);
    const delta = (before ?? after) === '++' ? 1 : -1;
    const next = this.#lookup.evaluate(`${text === '' ? 0 : text}+(${delta})`);
    this.#lookup.setLocal(name, next);
    return before === undefined ? text : next;
  }

  *#globalAt(
    text: string,
    at: number,
    depth: number,
    braces: Closings,
  ): Work<readonly [string, number]> {
    if (text[at + 1] === '{') {
      const end = braces.get(at + 1);
      if (end === undefined) return ['$', at + 1];
      const name = yield* this.expand(text.slice(at + 2, end), depth + 1);
      return [yield* this.expand(this.#lookup.global(name), depth + 1), end + 1];
    }
    const name = /^[A-Za-z_]\w*/.exec(text.slice(at + 1, at + 34))?.[0];
    if (name !== undefined) {
      return [yield* this.expand(this.#lookup.global(name), depth + 1), at + 1 + name.length];
    }
    return ['$', at + 1];
  }
}

function hasMarks(text: string): boolean {
  return text.includes('`') || text.includes('$');
}

/** Where the next macro, or an escaped one, begins; the text's length when there is none. */
function nextMark(text: string, from: number): number {
  const mark = /[`$]|\\[`$]/g;
  mark.lastIndex = from;
  return mark.exec(text)?.index ?? text.length;
}

/** Where opening marks are closed, by the places of those. */
type Closings = ReadonlyMap<number, number>;

/**
 * Where each opening mark is closed, with nested marks passed over. All are matched in one pass, since a search
 * for each would take quadratic time.
 */
function* closingsOf(text: string, marks: RegExp): Work<Closings> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  let left = MARKS_PER_CHUNK;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    left -= 1;
    if (left === 0) {
      left = MARKS_PER_CHUNK;
      yield CHUNK;
    }
    if (mark === '`' || mark === '{') open.push(index);
    else {
      const start = open.pop();
      if (start !== undefined) closings.set(start, index);
    }
  }
  return closings;
}
