import { utf8LengthOf } from '../../timeline/utf8.ts';
import { formatDefault, formatWith } from '../format/format-value.ts';
import { Budget } from '../value/budget.ts';
import { type Characters, charactersOf, lengthOf, textOf } from '../value/characters.ts';
import { isMissing, MISSING, parseMissing } from '../value/missing.ts';
import { requireLength } from '../value/string-length.ts';
import type { Value } from '../value/value.ts';
import { numberAt, textAt } from './argument.ts';
import type { StataFunction } from './stata-function.ts';

function ofText(result: (text: string) => Value): StataFunction {
  return { least: 1, most: 1, call: (values) => result(textAt(values, 0)) };
}

/** Without a regular expression, which would take quadratic time on long runs of blanks. */
function withoutBlanksAfter(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ') end -= 1;
  return text.slice(0, end);
}

/** Characters from a place, which counts from 1, or from the end when it is negative. */
function substring(characters: Characters, from: number, length: number): string {
  if (from === 0 || isMissing(from)) return '';
  const start = from > 0 ? from - 1 : characters.length + from;
  if (start < 0) return '';
  const end = isMissing(length) ? characters.length : start + length;
  return textOf(characters, start, end);
}

const substr: StataFunction = {
  least: 3,
  most: 3,
  call: (values) =>
    substring(charactersOf(textAt(values, 0)), numberAt(values, 1), numberAt(values, 2)),
};

const length = ofText(utf8LengthOf);
const characters = ofText(lengthOf);
const lower = ofText((text) => text.toLowerCase());
const upper = ofText((text) => text.toUpperCase());
const proper = ofText((text) =>
  text.toLowerCase().replace(/(?<![\p{L}])\p{L}/gu, (letter) => letter.toUpperCase()),
);
const trim = ofText((text) => withoutBlanksAfter(text.replace(/^ +/, '')));
const leftTrim = ofText((text) => text.replace(/^ +/, ''));
const rightTrim = ofText(withoutBlanksAfter);
const innerTrim = ofText((text) => text.replace(/(\S) +(?=\S)/g, '$1 '));
const reverse = ofText((text) => [...text].reverse().join(''));

const position: StataFunction = {
  least: 2,
  most: 3,
  call: (values) => {
    const sought = textAt(values, 1);
    return sought === '' ? 0 : textAt(values, 0).indexOf(sought) + 1;
  },
};

const toText: StataFunction = {
  least: 1,
  most: 2,
  call: (values) => {
    const number = numberAt(values, 0);
    return values.length > 1 ? formatWith(textAt(values, 1), number) : formatDefault(number);
  },
};

const replaceWith: StataFunction = {
  least: 3,
  most: 4,
  call: (values) => {
    const sought = textAt(values, 1);
    if (sought === '') return textAt(values, 0);
    const parts = textAt(values, 0).split(sought);
    const count = values.length > 3 ? numberAt(values, 3) : MISSING;
    const times = isMissing(count) ? parts.length : Math.max(0, count);
    const text = textAt(values, 0);
    requireLength(text.length + Math.min(times, parts.length) * textAt(values, 2).length);
    return parts.reduce((text, part, index) =>
      index <= times ? text + textAt(values, 2) + part : text + sought + part,
    );
  },
};

/** The n-th word, counted from the end when n is negative. Quoted text is one word. */
function wordAt(text: string, n: number): string {
  const words = text.match(/"[^"]*"|\S+/g) ?? [];
  return (n > 0 ? words[n - 1] : words[words.length + n]) ?? '';
}

function toNumber(text: string): number {
  const trimmed = text.trim();
  const missing = parseMissing(trimmed);
  if (missing !== undefined) return missing;
  return /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(trimmed)
    ? Number(trimmed)
    : MISSING;
}

const named: StataFunction = {
  least: 1,
  most: 2,
  call: (values) => {
    const name = textAt(values, 0).slice(0, 32).replace(/\W/g, '_');
    return /^\d/.test(name) ? `_${name}`.slice(0, 32) : name;
  },
};

/** Functions of strings. Characters are counted as characters, also where Stata counts bytes. */
export const STRING_FUNCTIONS: Readonly<Record<string, StataFunction>> = {
  substr,
  usubstr: substr,
  strlen: length,
  length,
  ustrlen: characters,
  udstrlen: characters,
  lower,
  strlower: lower,
  ustrlower: lower,
  upper,
  strupper: upper,
  ustrupper: upper,
  proper,
  strproper: proper,
  trim,
  strtrim: trim,
  ustrtrim: trim,
  ltrim: leftTrim,
  strltrim: leftTrim,
  rtrim: rightTrim,
  strrtrim: rightTrim,
  itrim: innerTrim,
  stritrim: innerTrim,
  reverse,
  strreverse: reverse,
  ustrreverse: reverse,
  strpos: position,
  ustrpos: position,
  index: position,
  strrpos: {
    least: 2,
    most: 2,
    call: (values) =>
      textAt(values, 1) === '' ? 0 : textAt(values, 0).lastIndexOf(textAt(values, 1)) + 1,
  },
  string: toText,
  strofreal: toText,
  real: ofText(toNumber),
  subinstr: replaceWith,
  usubinstr: replaceWith,
  word: { least: 2, most: 2, call: (values) => wordAt(textAt(values, 0), numberAt(values, 1)) },
  wordcount: ofText((text) => (text.match(/"[^"]*"|\S+/g) ?? []).length),
  char: { least: 1, most: 1, call: (values) => characterOf(numberAt(values, 0), 255) },
  uchar: { least: 1, most: 1, call: (values) => characterOf(numberAt(values, 0), 0x10ffff) },
  abbrev: {
    least: 2,
    most: 2,
    call: (values) => abbreviated(textAt(values, 0), numberAt(values, 1)),
  },
  plural: {
    least: 2,
    most: 3,
    call: (values) => (Math.abs(numberAt(values, 0)) === 1 ? textAt(values, 1) : pluralOf(values)),
  },
  strtoname: named,
  ustrtoname: named,
  strmatch: {
    least: 2,
    most: 2,
    call: (values, { budget }) =>
      matchesPattern(textAt(values, 0), textAt(values, 1), budget) ? 1 : 0,
  },
};

function characterOf(code: number, most: number): string {
  return Number.isInteger(code) && code > 0 && code <= most ? String.fromCodePoint(code) : '';
}

function pluralOf(values: readonly Value[]): string {
  const singular = textAt(values, 1);
  const ending = values.length > 2 ? textAt(values, 2) : '+s';
  if (ending.startsWith('+')) return singular + ending.slice(1);
  return ending.startsWith('-') ? singular.slice(0, 1 - ending.length) : ending;
}

/** A name in so many characters, with a tilde for what is left out. */
function abbreviated(name: string, width: number): string {
  if (name.length <= width) return name;
  const room = Math.max(5, Math.min(32, width));
  return name.length <= room ? name : `${name.slice(0, room - 2)}~${name.slice(-1)}`;
}

/** How many steps of matching cost as much as one character. */
const STEPS_A_CHARACTER = 10;

/**
 * Whether a text matches a pattern of `*` (anything) and `?` (one character). Takes time in proportion
 * to both, whatever they are.
 *
 * @throws StataError r(1000) when that is too much
 */
export function matchesPattern(text: string, pattern: string, budget = new Budget()): boolean {
  budget.spend((text.length * pattern.length) / STEPS_A_CHARACTER);
  let at = 0;
  let pat = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (pattern[pat] === '*') {
      star = pat;
      resume = at;
      pat += 1;
    } else if (pattern[pat] === '?' || pattern[pat] === text[at]) {
      pat += 1;
      at += 1;
    } else if (star !== -1) {
      pat = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (pattern[pat] === '*') pat += 1;
  return pat === pattern.length;
}
