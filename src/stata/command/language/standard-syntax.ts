import type { Group } from '../../dataset/grouping.ts';
import { consecutiveRows, findRows, type Rows } from '../../dataset/rows.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import type { Expression } from '../../expression/expression.ts';
import { parseExpression } from '../../expression/parse-expression.ts';
import { unquoted } from '../../syntax/words.ts';
import { isMissing } from '../../value/missing.ts';
import type { Work } from '../../work/effect.ts';

/** What follows a command's name, in the order that most commands have it. */
export interface StandardSyntax {
  /** What comes first: a varlist, an expression, whatever the command makes of it. */
  readonly head: string;
  readonly condition: string | undefined;
  readonly range: string | undefined;
  readonly using: string | undefined;
  readonly options: readonly Option[];
}

/** `name`, or `name(argument)`. */
export interface Option {
  readonly name: string;
  readonly argument: string | undefined;
}

/** Takes apart `head [if condition] [in range] [using file] [, options]`; quotes and parentheses hold. */
export function parseStandard(rest: string): StandardSyntax {
  const [before, after] = splitAtComma(rest);
  const parts = splitAtKeywords(before);
  return {
    head: parts.head.trim(),
    condition: parts.if,
    range: parts.in,
    using: parts.using === undefined ? undefined : unquoted(parts.using),
    options: parseOptions(after ?? ''),
  };
}

/** Takes apart `text [, options]`, where the text may be anything. */
export function splitOptions(rest: string): {
  readonly text: string;
  readonly options: readonly Option[];
} {
  const [before, after] = splitAtComma(rest);
  return { text: before.trim(), options: parseOptions(after ?? '') };
}

/** Finds options by their abbreviations, and refuses those that the command doesn't have. */
export class Options {
  readonly #left: Option[];

  constructor(options: readonly Option[]) {
    this.#left = [...options];
  }

  /** Takes an option; the capitals at its name's beginning are the shortest abbreviation. */
  take(name: string): Option | undefined {
    const [capitals = ''] = /^[A-Z]*/.exec(name) ?? [];
    const whole = name.toLowerCase();
    const index = this.#left.findIndex(
      (option) =>
        option.name === whole ||
        (capitals !== '' && whole.startsWith(option.name) && option.name.length >= capitals.length),
    );
    return index === -1 ? undefined : this.#left.splice(index, 1)[0];
  }

  /** Takes an option that turns something off: `no` before a name that may be abbreviated. */
  takeNegated(name: string): Option | undefined {
    const [capitals = ''] = /^[A-Z]*/.exec(name) ?? [];
    const index = this.#left.findIndex(
      (option) =>
        `no${name.toLowerCase()}`.startsWith(option.name) &&
        option.name.length >= capitals.length + 2,
    );
    return index === -1 ? undefined : this.#left.splice(index, 1)[0];
  }

  /** Takes all options that are left. */
  takeRest(): readonly Option[] {
    return this.#left.splice(0);
  }

  has(name: string): boolean {
    return this.take(name) !== undefined;
  }

  argument(name: string): string | undefined {
    return this.take(name)?.argument;
  }

  /** @throws StataError r(198) when an option is left that was not taken */
  end(): void {
    const [option] = this.#left;
    if (option !== undefined) throw new StataError(198, `option ${option.name} not allowed`);
  }
}

/** What an `if` and an `in` let through: observations from 0, both ends included. */
interface Sample {
  readonly first: number;
  readonly last: number;
  readonly holds: (observation: number) => boolean;
}

/**
 * Says of each observation (from 0) whether an `if` and an `in` let it through.
 *
 * @throws StataError when they are wrong
 */
export function sampleOf(
  context: Context,
  syntax: Pick<StandardSyntax, 'condition' | 'range'>,
): (observation: number) => boolean {
  const { first, last, holds } = sample(context, syntax);
  return (at) => at >= first && at <= last && holds(at);
}

function sample(
  context: Context,
  { condition, range }: Pick<StandardSyntax, 'condition' | 'range'>,
): Sample {
  const { grouping } = context.state;
  if (grouping !== undefined && range !== undefined) {
    throw new StataError(190, 'in may not be combined with by');
  }
  const expression = condition === undefined ? undefined : parseExpression(condition);
  const [first, last] =
    grouping?.only === undefined ? rangeOf(context, range) : endsOf(grouping.only);
  return {
    first,
    last,
    holds: (at) => expression === undefined || holds(context, expression, at),
  };
}

function endsOf({ first, count }: Group): readonly [number, number] {
  return [first, first + count - 1];
}

/** The observations (from 0) that an `if` and an `in` let through. Break can end the search. */
export function* rowsInSample(
  context: Context,
  syntax: Pick<StandardSyntax, 'condition' | 'range'>,
): Work<Rows> {
  const { first, last, holds } = sample(context, syntax);
  const count = last - first + 1;
  return yield* syntax.condition === undefined
    ? consecutiveRows(first, count)
    : findRows(first, count, holds);
}

/** Whether an expression is true in an observation (from 0). A missing value is. */
function holds(context: Context, expression: Expression, at: number): boolean {
  const value = context.evaluateIn(expression, at + 1);
  if (typeof value === 'string') throw new StataError(109, 'type mismatch');
  return value !== 0;
}

/** `in 5`, `in 1/10`, `in -5/l`, `in f/3`; from 0, both ends included. */
function rangeOf(context: Context, range: string | undefined): readonly [number, number] {
  const { observations } = context.state.dataset;
  if (range === undefined) return [0, observations - 1];
  const [first = '', last = first] = range.split('/').map((end) => end.trim());
  const place = (text: string): number => {
    if (/^f(?:irst)?$/i.test(text)) return 1;
    if (/^l(?:ast)?$/i.test(text)) return observations;
    const number = context.evaluateNumber(text);
    if (!Number.isInteger(number) || isMissing(number))
      throw new StataError(198, 'invalid observation number');
    return number < 0 ? observations + number + 1 : number;
  };
  const [from, to] = [place(first), place(last)];
  if (from < 1 || to > observations || from > to) {
    throw new StataError(198, 'observation numbers out of range');
  }
  return [from - 1, to - 1];
}

/** How many options a command may be given. */
const OPTIONS_MAX = 1000;

/** @throws StataError r(198) for what is no option, r(1003) for too many */
export function parseOptions(text: string): readonly Option[] {
  const options: Option[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const name = /^[\w.]+/.exec(rest)?.[0];
    if (name === undefined) throw new StataError(198, 'invalid option');
    rest = rest.slice(name.length);
    let argument: string | undefined;
    if (/^\s*\(/.test(rest)) {
      const open = rest.indexOf('(');
      const close = matching(rest, open);
      argument = rest.slice(open + 1, close).trim();
      rest = rest.slice(close + 1);
    }
    options.push({ name, argument });
    if (options.length > OPTIONS_MAX) throw new StataError(1003, 'too many options');
    rest = rest.replace(/^[\s,]+/, '');
  }
  return options;
}

function matching(text: string, open: number): number {
  for (const { at, mark, depth } of marksOutside(text.slice(open + 1), 1)) {
    if (mark === ')' && depth === 0) return open + 1 + at;
  }
  throw new StataError(198, "too few ')' or ']'");
}

function splitAtComma(text: string): readonly [string, string | undefined] {
  for (const { at, mark, depth } of marksOutside(text)) {
    if (mark === ',' && depth === 0) return [text.slice(0, at), text.slice(at + 1)];
  }
  return [text, undefined];
}

/** How often `if`, `in` and `using` may stand in a command: plots have one after another. */
const KEYWORDS_MAX = 1000;

function splitAtKeywords(text: string) {
  const parts: { head: string; if?: string; in?: string; using?: string } = { head: '' };
  let name: keyof typeof parts = 'head';
  let keywords = 0;
  let start = 0;
  for (const { at, mark, depth } of marksOutside(text)) {
    if (depth > 0 || (mark !== 'if' && mark !== 'in' && mark !== 'using')) continue;
    parts[name] = text.slice(start, at).trim();
    keywords += 1;
    if (keywords > KEYWORDS_MAX) throw new StataError(198, 'invalid syntax');
    name = mark;
    start = at + mark.length;
  }
  parts[name] = text.slice(start).trim();
  return parts;
}

/** What takes a line apart: quotes, parentheses, commas, and words that mean something. */
const MARK = /`"|"'|[",()[\]]|(?<!\S)(?:if|in|using)(?=[\s("`]|$)/g;

/** How deep parentheses may be nested. */
const DEPTH_MAX = 250;

/** The marks of a text that are in no quotes, with how deep in parentheses they are. */
function* marksOutside(text: string, startDepth = 0) {
  let depth = startDepth;
  let compound = 0;
  let isQuoted = false;
  const marks = new RegExp(MARK);
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    const { 0: mark, index: at } = match;
    if (mark === '"' && compound === 0 && !isQuoted) {
      // Most quotes contain no marks, and are passed over as a whole.
      const close = text.indexOf('"', at + 1);
      if (close !== -1 && text[close - 1] !== '`') {
        marks.lastIndex = close + 1;
        continue;
      }
    }
    if (mark === '`"') compound += 1;
    if (compound > DEPTH_MAX) throw new StataError(132, 'too few quotes');
    if (mark === '`"') continue;
    if (mark === `"'` && compound > 0) compound -= 1;
    else if (mark.startsWith('"') && compound === 0) isQuoted = !isQuoted;
    else if (compound === 0 && !isQuoted) {
      if (mark === '(' || mark === '[') depth += 1;
      if (mark === ')' || mark === ']') depth -= 1;
      if (depth > DEPTH_MAX) throw new StataError(132, "too many '(' or '['");
      if (depth < -DEPTH_MAX) throw new StataError(132, "too many ')' or ']'");
      yield { at, mark, depth };
    }
  }
}
