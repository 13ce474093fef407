import { StataError } from '../error/stata-error.ts';
import { isMissing, parseMissing } from '../value/missing.ts';
import { CHUNK, type Work } from '../work/effect.ts';

/** The most numbers that a list may come to. */
const NUMBERS_MAX = 1_000_000;

/** How many are read between two looks at the Break key. */
const NUMBERS_PER_CHUNK = 1000;

const NUMBER = String.raw`-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|\.[a-z]?`;
const STEPPED = new RegExp(`^(${NUMBER})(?:\\((${NUMBER})\\)|\\[(${NUMBER})\\])(${NUMBER})$`);
const RANGE = new RegExp(`^(${NUMBER})\\/(${NUMBER})$`);
const SINGLE = new RegExp(`^(?:${NUMBER})$`);

/** From a first to a last number, in steps. */
export interface Range {
  readonly first: number;
  readonly step: number;
  readonly last: number;
}

/**
 * Reads `1`, `1/5`, `1(2)9`, `1[2]9` or, of two numbers and where to go from there, `1 3 to 9` and
 * `1 3:9`, with the blanks left out (`1,3:9`).
 *
 * @throws StataError r(121)
 */
export function parseRange(text: string): Range {
  const [, first, step1, step2, last] = STEPPED.exec(text) ?? [];
  if (first !== undefined && last !== undefined) {
    return rangeOf(numberOf(first), numberOf(step1 ?? step2 ?? '1'), numberOf(last));
  }
  const [, from, to] = RANGE.exec(text) ?? [];
  if (from !== undefined && to !== undefined) {
    const [a, b] = [numberOf(from), numberOf(to)];
    return rangeOf(a, a <= b ? 1 : -1, b);
  }
  if (!SINGLE.test(text)) throw new StataError(121, 'invalid numlist');
  const number = numberOf(text);
  return { first: number, step: 1, last: number };
}

/** The numbers of a range, in order. */
export function* numbersOf({ first, step, last }: Range): Generator<number, void> {
  if (first === last) {
    yield first;
    return;
  }
  if (isMissing(first) || isMissing(last)) throw new StataError(198, 'invalid syntax');
  if (step === 0 || isMissing(step)) return;
  // A little more than the last one, for steps that no double holds exactly.
  const count = Math.floor((last - first) / step + 1e-10);
  for (let index = 0; index <= count; index += 1) yield withoutNoise(first + index * step);
}

/**
 * A list of numbers such as `1/3 5 7(2)11 20 22 to 30`.
 *
 * @throws StataError r(121), r(123) for too many numbers
 */
export function* parseNumlist(text: string): Work<readonly number[]> {
  const numbers: number[] = [];
  for (const part of partsOf(text)) {
    for (const number of numbersOf(rangeFrom(part, numbers))) {
      if (numbers.length >= NUMBERS_MAX)
        throw new StataError(123, 'invalid numlist has too many elements');
      numbers.push(number);
      if (numbers.length % NUMBERS_PER_CHUNK === 0) yield CHUNK;
    }
  }
  return numbers;
}

/** `to 9` goes on in the steps of the two numbers before it. */
function rangeFrom(part: string, before: readonly number[]): Range {
  if (!part.startsWith('to')) return parseRange(part);
  const [a, b] = before.slice(-2);
  if (a === undefined || b === undefined) throw new StataError(121, 'invalid numlist');
  const last = parseRange(part.slice(2)).first;
  return rangeOf(b + (b - a), b - a, last);
}

function partsOf(text: string): readonly string[] {
  const spaced = text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?(?:,|\bto\b|:) ?/g, (mark) => (mark.trim() === ',' ? ' ' : ' to'))
    .replaceAll(/ ?([/()[\]]) ?/g, '$1')
    // Closing brackets end nothing: `1(2)9` is one part.
    .trim();
  return spaced === '' ? [] : spaced.split(/\s+/);
}

function rangeOf(first: number, step: number, last: number): Range {
  return { first, step, last };
}

function numberOf(text: string): number {
  return parseMissing(text) ?? Number(text);
}

/** 0.1 + 0.2 is 0.3 for somebody who counts in tenths. */
function withoutNoise(number: number): number {
  return Number.isInteger(number) || isMissing(number) ? number : Number(number.toPrecision(15));
}
