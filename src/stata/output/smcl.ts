import { StataError } from '../error/stata-error.ts';
import { Budget } from '../value/budget.ts';
import { lengthOf } from '../value/characters.ts';
import type { Style } from './style.ts';

/** A piece of rendered SMCL: text in one style. */
export interface Rendered {
  readonly text: string;
  readonly style: Style;
}

const STYLES = new Map<string, Style>([
  ['txt', 'text'],
  ['text', 'text'],
  ['res', 'result'],
  ['result', 'result'],
  ['err', 'error'],
  ['error', 'error'],
  ['inp', 'input'],
  ['input', 'input'],
  ['com', 'command'],
  ['cmd', 'command'],
]);

/** Directives that only change how letters look, or what happens when they are clicked on. */
const LOOKS = new Set(
  'smcl,bf,it,sf,ul,rm,hi,ul on,ul off,reset,opt,cmd,txt,res,err,inp,com,text,result,error,input,title,hilite,bind'.split(
    ',',
  ),
);

const LOOKS_WITH_MORE =
  /^(?:p|marker |help|search|browse|stata|view|net|manhelp|mansection)[^:]*$|_(?:on|off)$/;

function onlyLooks(directive: string): boolean {
  return LOOKS.has(directive) || LOOKS_WITH_MORE.test(directive);
}

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['-(', '{'],
  [')-', '}'],
  ['S', '$'],
  ["'g", '`'],
  ['|', '|'],
  ['-', '-'],
  ['TLC', '+'],
  ['TRC', '+'],
  ['BLC', '+'],
  ['BRC', '+'],
  ['TT', '+'],
  ['BT', '+'],
  ['LT', '+'],
  ['RT', '+'],
  ['+', '+'],
]);

/** Plain text, so that SMCL shows it as it is. */
export function escapeSmcl(text: string): string {
  return text.replace(/[{}]/g, (brace) => (brace === '{' ? '{c -(}' : '{c )-}'));
}

/**
 * SMCL as a terminal of plain characters shows it. What isn't known is shown as it is written.
 *
 * @param options.width - how many columns a line has, for rules and alignment
 * @param options.column - how many of them are taken before this text
 * @throws StataError r(1000) for output that gets too long, since nested directives multiply it
 */
export function renderSmcl(
  source: string,
  options: { readonly width: number; readonly column: number; readonly style: Style },
): readonly Rendered[] {
  const renderer = new Renderer({ ...options, budget: new Budget(), depth: 0 });
  renderer.render(source);
  return renderer.pieces;
}

/** A directive takes as long as so many characters, so a text may have some 15,000 of them. */
const DIRECTIVE_COST = 64;

/** How deep directives may be nested. */
const DEPTH_MAX = 100;

class Renderer {
  readonly pieces: Rendered[] = [];
  readonly #width: number;
  readonly #budget: Budget;
  #depth: number;
  #column: number;
  #style: Style;

  /**
   * @param options.budget - how long the output may still get, in characters
   * @param options.depth - in how many directives this stands
   */
  constructor(options: {
    readonly width: number;
    readonly column: number;
    readonly style: Style;
    readonly budget: Budget;
    readonly depth: number;
  }) {
    this.#width = options.width;
    this.#column = options.column;
    this.#style = options.style;
    this.#budget = options.budget;
    this.#depth = options.depth;
  }

  render(source: string): void {
    this.#depth += 1;
    if (this.#depth > DEPTH_MAX) throw new StataError(1000, 'system limit exceeded');
    this.#budget.spend(source.length + 1);
    this.#renderPieces(source);
    this.#depth -= 1;
  }

  #renderPieces(source: string): void {
    let at = 0;
    while (at < source.length) {
      const open = source.indexOf('{', at);
      const end = open === -1 ? undefined : closingBrace(source, open);
      if (end === undefined) {
        this.#put(source.slice(at));
        return;
      }
      this.#put(source.slice(at, open));
      this.#directive(source.slice(open + 1, end), source.slice(open, end + 1));
      at = end + 1;
    }
  }

  #put(text: string): void {
    if (text === '') return;
    this.#budget.spend(text.length);
    this.pieces.push({ text, style: this.#style });
    const newline = text.lastIndexOf('\n');
    this.#column =
      newline === -1 ? this.#column + lengthOf(text) : lengthOf(text.slice(newline + 1));
  }

  #directive(inside: string, source: string): void {
    this.#budget.spend(DIRECTIVE_COST);
    const colon = inside.indexOf(':');
    const name = (colon === -1 ? inside : inside.slice(0, colon)).trim();
    const text = colon === -1 ? undefined : inside.slice(colon + 1);
    const blank = name.search(/\s/);
    const word = blank === -1 ? name : name.slice(0, blank);
    const argument = blank === -1 ? '' : name.slice(blank).trimStart();
    if (this.#layout(word, argument, text) || this.#look(name, word, text)) return;
    this.#put(source);
  }

  /** Directives that put something on the screen, or move along it. */
  #layout(word: string, more: string, text: string | undefined): boolean {
    const argument = more === '' ? '' : (/^\S*/.exec(more)?.[0] ?? '');
    const count = Math.max(0, Math.min(Math.trunc(Number(argument)) || 0, 1000));
    switch (word) {
      case '.-':
        this.#put('-'.repeat(Math.max(0, this.#width - this.#column)));
        return true;
      case 'hline':
        this.#put('-'.repeat(count || Math.max(0, this.#width - this.#column)));
        return true;
      case 'space':
        this.#put(' '.repeat(count));
        return true;
      case 'col':
        this.#put(' '.repeat(Math.max(0, count - 1 - this.#column)));
        return true;
      case 'break':
        this.#put('\n');
        return true;
      case 'c':
      case 'char':
        this.#put(CHARACTERS.get(argument) ?? (count > 0 ? String.fromCodePoint(count) : ''));
        return true;
      case 'dup':
        for (let times = 0; times < count; times += 1) this.render(text ?? '');
        return true;
      case 'ralign':
      case 'lalign':
      case 'center':
      case 'centre':
      case 'right':
        this.#aligned(word, count, text ?? '');
        return true;
      default:
        return false;
    }
  }

  #aligned(word: string, count: number, source: string): void {
    const width = count || this.#width;
    const inner = new Renderer({
      width: this.#width,
      column: 0,
      style: this.#style,
      budget: this.#budget,
      depth: this.#depth,
    });
    inner.render(source);
    const length = inner.pieces.reduce((sum, { text }) => sum + lengthOf(text), 0);
    const free = Math.max(0, width - length - (word === 'right' ? this.#column : 0));
    const before = word === 'lalign' ? 0 : word.startsWith('cent') ? Math.floor(free / 2) : free;
    this.#put(' '.repeat(before));
    this.render(source);
    if (count > 0) this.#put(' '.repeat(free - before));
  }

  #look(name: string, word: string, text: string | undefined): boolean {
    const style = STYLES.get(name);
    if (style === undefined && !onlyLooks(name) && !(word === 'opt' && text === undefined)) {
      return false;
    }
    const before = this.#style;
    if (style !== undefined) this.#style = style;
    if (text !== undefined) {
      this.render(text);
      this.#style = before;
    } else if (word === 'opt' || word === 'help' || word === 'helpb') {
      this.#put(name.slice(word.length).trim());
    }
    return true;
  }
}

function closingBrace(source: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < source.length; at += 1) {
    const isCharacter = source.startsWith('{c -(}', at) || source.startsWith('{c )-}', at);
    if (isCharacter && at === open) return at + 5;
    if (isCharacter) at += 5;
    else if (source[at] === '{') depth += 1;
    else if (source[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}
