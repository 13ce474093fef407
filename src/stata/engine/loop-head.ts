import { StataError } from '../error/stata-error.ts';
import { formatForMacro } from '../format/format-value.ts';
import { numbersOf, parseNumlist, parseRange, type Range } from '../syntax/numlist.ts';
import { eachWordOf } from '../syntax/words.ts';
import type { Work } from '../work/effect.ts';

/** The rounds of a `forvalues` or `foreach`: its macro, and the macro's value in each of them. */
export interface Rounds {
  readonly macro: string;
  readonly values: Iterable<string>;
}

/** Looks up what a loop's head names. */
export interface LoopLists {
  local(name: string): string;
  global(name: string): string;
  variables(list: string): readonly string[];
  evaluateNumber(text: string): number;
}

const FORVALUES = /^forv\w*\s+(?<macro>\w+)\s*=\s*(?<range>.+)$/s;
const FOREACH_IN = /^foreach\s+(?<macro>\w+)\s+in(?:\s+(?<list>[\s\S]*))?$/;
const FOREACH_OF =
  /^foreach\s+(?<macro>\w+)\s+of\s+(?<kind>loc(?:al?)?|glob(?:al?)?|varl(?:ist?)?|newl(?:ist?)?|numl(?:ist?)?)\s*(?<list>[\s\S]*)$/;

/**
 * Reads a loop's head, its macros expanded.
 *
 * @throws StataError r(198) when it isn't one
 */
export function* roundsOf(head: string, lists: LoopLists): Work<Rounds> {
  const forvalues = FORVALUES.exec(head)?.groups;
  if (forvalues !== undefined) {
    const { macro = '', range = '' } = forvalues;
    return { macro, values: formatted(numbersOf(yield* rangeOf(range, lists))) };
  }
  const inList = FOREACH_IN.exec(head)?.groups;
  if (inList !== undefined) {
    return { macro: inList.macro ?? '', values: eachWordOf(inList.list ?? '') };
  }
  const { macro = '', kind = '', list = '' } = FOREACH_OF.exec(head)?.groups ?? {};
  if (kind === '') throw new StataError(198, 'invalid syntax');
  return { macro, values: yield* elementsOf(kind, list.trim(), lists) };
}

function* elementsOf(kind: string, list: string, lists: LoopLists): Work<Iterable<string>> {
  if (kind.startsWith('loc')) return eachWordOf(lists.local(list));
  if (kind.startsWith('glob')) return eachWordOf(lists.global(list));
  if (kind.startsWith('varl')) return lists.variables(list);
  if (kind.startsWith('numl')) return formatted(yield* parseNumlist(list));
  return eachWordOf(list);
}

function* rangeOf(text: string, lists: LoopLists): Work<Range> {
  const compact = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([/()]) ?/g, '$1');
  try {
    const [first, second] = compact.split(/ ?(?:\bto\b|:) ?/);
    if (second === undefined || first === undefined) return upwards(compact);
    return yield* rangeTo(first, second);
  } catch (error) {
    if (!(error instanceof StataError)) throw error;
    return rangeOfExpressions(compact, lists);
  }
}

/** A range; `5/1` counts down in a list of numbers, and has nothing in it here. */
function upwards(text: string): Range {
  const range = parseRange(text);
  return text.includes('/') ? { ...range, step: 1 } : range;
}

/** `1 3 to 9`: from the first, in steps of the distance of the two. */
function* rangeTo(start: string, last: string): Work<Range> {
  const [first = 0, second = first + 1] = yield* parseNumlist(start);
  return { first, step: second - first, last: parseRange(last).first };
}

/** The ends may be expressions that have no blanks in them. */
function rangeOfExpressions(text: string, lists: LoopLists): Range {
  const at = text.slice(1).search(/[(/]/) + 1;
  const end = text[at] === '(' ? text.indexOf(')', at) : at;
  if (at === 0 || end === -1) throw new StataError(198, 'invalid syntax');
  try {
    return {
      first: lists.evaluateNumber(text.slice(0, at)),
      step: at === end ? 1 : lists.evaluateNumber(text.slice(at + 1, end)),
      last: lists.evaluateNumber(text.slice(end + 1)),
    };
  } catch (error) {
    if (!(error instanceof StataError)) throw error;
    throw new StataError(198, 'invalid syntax');
  }
}

function* formatted(numbers: Iterable<number>): Generator<string, void> {
  for (const number of numbers) yield formatForMacro(number);
}
