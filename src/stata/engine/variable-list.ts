import type { Dataset } from '../dataset/dataset.ts';
import { StataError } from '../error/stata-error.ts';
import { matchesPattern } from '../expression/string-functions.ts';

/**
 * The names of the variables that a list means: names, also abbreviated, `a-c`, patterns, `_all`.
 *
 * @throws StataError r(111) when there is no such variable
 */
export function variableNames(list: string, dataset: Dataset): readonly string[] {
  const words =
    list.trim() === ''
      ? []
      : list
          .trim()
          .replaceAll(/\s*-\s*/g, '-')
          .split(/\s+/);
  return words.flatMap((word) => namesOf(word, dataset));
}

function namesOf(word: string, dataset: Dataset): readonly string[] {
  const names = dataset.variables.map(({ name }) => name);
  if (word === '_all' || word === '*') return names;
  const [from, to] = word.split('-');
  if (from !== undefined && to !== undefined) {
    const start = names.indexOf(oneName(from, names));
    return names.slice(start, names.indexOf(oneName(to, names)) + 1);
  }
  if (/[*?~]/.test(word)) {
    const pattern = word.replaceAll('~', '*');
    const found = names.filter((name) => matchesPattern(name, pattern));
    if (found.length > 0) return found;
    throw new StataError(111, `variable ${word} not found`);
  }
  return [oneName(word, names)];
}

function oneName(word: string, names: readonly string[]): string {
  if (names.includes(word)) return word;
  const found = names.filter((name) => name.startsWith(word));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1) throw new StataError(111, `${word} ambiguous abbreviation`);
  throw new StataError(111, `variable ${word} not found`);
}
