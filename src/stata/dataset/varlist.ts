import { ANYTHING, matchesWildcards, type WildcardToken } from '../../scenario/wildcard.ts';
import { StataError } from '../error/stata-error.ts';
import type { Dataset } from './dataset.ts';
import type { Variable } from './variable.ts';

/** How many names may be looked at for all patterns and ranges of a list: a twentieth of a second or so. */
const LOOKS_MAX = 250_000;

/**
 * The variables that a list of names stands for, in the order of the list: names, abbreviations,
 * `x*`, `x?`, `first-last` and `_all`.
 *
 * @throws StataError 111 for what stands for none, or could stand for several; 130 for a list of very
 *   many patterns on very many variables
 */
export function expandVarlist(dataset: Dataset, list: string): readonly Variable[] {
  const words = list.replaceAll(/\s+/g, ' ').replaceAll(/ ?- ?/g, '-').split(' ').filter(Boolean);
  const found = new Set<Variable>();
  let looks = 0;
  for (const word of new Set(words)) {
    if (/[-*?~]/.test(word)) looks += dataset.variables.length;
    if (looks > LOOKS_MAX) throw new StataError(130, 'expression too long');
    for (const variable of variablesOf(dataset, word)) found.add(variable);
  }
  return [...found];
}

/** The one variable that a name or an abbreviation stands for. */
export function findVariable(dataset: Dataset, name: string): Variable {
  const exact = dataset.find(name);
  if (exact !== undefined) return exact;
  const [only, second] = dataset.startingWith(name);
  if (only === undefined) throw new StataError(111, `variable ${name} not found`);
  if (second !== undefined) throw new StataError(111, `${name} ambiguous abbreviation`);
  return only;
}

function variablesOf(dataset: Dataset, word: string): readonly Variable[] {
  if (word === '_all' || word === '*') return dataset.variables;
  const range = /^([^-]+)-([^-]+)$/.exec(word);
  if (range !== null) return rangeOf(dataset, range[1] ?? '', range[2] ?? '');
  if (!/[*?~]/.test(word)) return [findVariable(dataset, word)];
  const matches = patternOf(word);
  const found = dataset.variables.filter(({ name }) => matches(name));
  if (found.length === 0) throw new StataError(111, `variable ${word} not found`);
  return found;
}

function rangeOf(dataset: Dataset, first: string, last: string): readonly Variable[] {
  const from = dataset.variables.indexOf(findVariable(dataset, first));
  const to = dataset.variables.indexOf(findVariable(dataset, last));
  if (from > to) throw new StataError(111, `${first}-${last} invalid name`);
  return dataset.variables.slice(from, to + 1);
}

/** Whether a text is what a pattern stands for: `*` and `~` for anything, `?` for one character. */
export function patternOf(pattern: string): (text: string) => boolean {
  const tokens = tokensOf(pattern);
  return (text) => matchesWildcards(tokens, [...text]);
}

function tokensOf(pattern: string): readonly WildcardToken[] {
  return [...pattern].map((wanted) => {
    if (wanted === '*' || wanted === '~') return ANYTHING;
    return (character) => wanted === '?' || character === wanted;
  });
}
