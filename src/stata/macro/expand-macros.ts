import { StataError } from '../error/stata-error.ts';
import { MACRO_LENGTH_MAX } from './macro-length.ts';

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
  extended(call: string): string;
}

/** How deep macros may stand in macros. */
const DEPTH_MAX = 64;

/**
 * Replaces macros by what they stand for: `` `name' ``, `$name`, `${name}`, also nested; `` `=exp' ``,
 * `` `:function' ``, `` `++name' `` and `` `name--' ``. A backslash before a macro keeps it as it is.
 * What a macro stands for is looked through again, so that an expansion can be put off.
 *
 * @throws StataError
 */
export function expandMacros(text: string, lookup: MacroLookup): string {
  if (!/[`$]/.test(text)) return text;
  return new Expansion(lookup).expand(text, 0);
}

class Expansion {
  readonly #lookup: MacroLookup;
  #length = 0;

  constructor(lookup: MacroLookup) {
    this.#lookup = lookup;
  }

  expand(text: string, depth: number): string {
    if (!/[`$]/.test(text)) return text;
    if (depth > DEPTH_MAX) throw new StataError(920, 'macros nested too deep');
    let result = '';
    let at = 0;
    const closing = closingQuotes(text);
    while (at < text.length) {
      const start = nextMark(text, at);
      result += text.slice(at, start);
      if (start === text.length) break;
      const [piece, end] = this.#macroAt(text, start, { depth, closing });
      this.#length += piece.length;
      if (this.#length > MACRO_LENGTH_MAX)
        throw new StataError(920, 'macro substitution results in line that is too long');
      result += piece;
      at = end;
    }
    return result;
  }

  /** What stands at a mark, and where the text goes on after it. */
  #macroAt(
    text: string,
    at: number,
    { depth, closing }: { readonly depth: number; readonly closing: ReadonlyMap<number, number> },
  ): readonly [string, number] {
    if (text[at] === '\\') return [text[at + 1] ?? '\\', at + 2];
    if (text[at] === '$') return this.#globalAt(text, at, depth);
    if (text[at + 1] === '"') return ['`"', at + 2];
    const end = closing.get(at);
    if (end === undefined) return ['`', at + 1];
    return [this.#localMacro(text.slice(at + 1, end), depth), end + 1];
  }

  #localMacro(inside: string, depth: number): string {
    const name = this.expand(inside, depth + 1);
    if (name.startsWith('=')) return this.#lookup.evaluate(name.slice(1));
    if (name.startsWith(':')) return this.#lookup.extended(name.slice(1).trim());
    if (/^[resc]\(\w+\)$/.test(name)) return this.#lookup.stored(name);
    const step = /^(?:(?<before>\+\+|--)(?<pre>\w+)|(?<post>\w+)(?<after>\+\+|--))$/.exec(name);
    if (step?.groups !== undefined) return this.#step(step.groups);
    return this.expand(this.#lookup.local(name), depth + 1);
  }

  #step({ before, pre, post, after }: Readonly<Record<string, string | undefined>>): string {
    const name = pre ?? post ?? '';
    const text = this.#lookup.local(name);
    const delta = (before ?? after) === '++' ? 1 : -1;
    const next = this.#lookup.evaluate(`${text === '' ? 0 : text}+(${delta})`);
    this.#lookup.setLocal(name, next);
    return before === undefined ? text : next;
  }

  #globalAt(text: string, at: number, depth: number): readonly [string, number] {
    if (text[at + 1] === '{') {
      const end = closingBrace(text, at + 1);
      if (end === undefined) return ['$', at + 1];
      const name = this.expand(text.slice(at + 2, end), depth + 1);
      return [this.expand(this.#lookup.global(name), depth + 1), end + 1];
    }
    const name = /^[A-Za-z_]\w*/.exec(text.slice(at + 1, at + 34))?.[0];
    if (name !== undefined) {
      return [this.expand(this.#lookup.global(name), depth + 1), at + 1 + name.length];
    }
    return ['$', at + 1];
  }
}

/** Where the next macro, or an escaped one, begins; the text's length when there is none. */
function nextMark(text: string, from: number): number {
  const mark = /[`$]|\\[`$]/g;
  mark.lastIndex = from;
  return mark.exec(text)?.index ?? text.length;
}

/**
 * The apostrophes that close backquotes, by the places of those; macros inside are passed over. All at
 * once, since looking for each anew would take the square of the time.
 */
function closingQuotes(text: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: mark, index } of text.matchAll(/[`']/g)) {
    if (mark === '`') open.push(index);
    else {
      const start = open.pop();
      if (start !== undefined) closing.set(start, index);
    }
  }
  return closing;
}

function closingBrace(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}
