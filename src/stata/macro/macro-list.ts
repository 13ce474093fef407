import { StataError } from '../error/stata-error.ts';
import { eachWordOf, unquoted } from '../syntax/words.ts';
import type { Work } from '../work/effect.ts';
import { mapInChunks } from '../work/in-chunks.ts';
import { sortInChunks } from '../work/sort-in-chunks.ts';

type Words = readonly string[];

type Result = string | Work<string>;

/** What may be done with one list. */
export const OF_ONE: Readonly<Record<string, (list: Words) => Result>> = {
  uniq: (list) => joined([...new Set(list)]),
  dups: (list) => joined(repeated(list)),
  *sort(list) {
    return yield* joined(yield* sorted(list));
  },
  retokenize: joined,
  clean: joined,
  sizeof: (list) => String(list.length),
};

/** What may stand between two lists. */
export const OF_TWO: Readonly<Record<string, (a: Words, b: Words) => Result>> = {
  '|': (a, b) => joined([...a, ...without(b, a)]),
  '&': (a, b) => joined(within(a, b)),
  '-': (a, b) => joined(without(a, b)),
  '==': (a, b) => truth(areSame(a, b)),
  *'==='(a, b) {
    return truth(areSame(yield* sorted(a), yield* sorted(b)));
  },
  in: (a, b) => truth(within(a, b).length === a.length),
};

/**
 * What follows `: list`. Lists are given by the names of local macros.
 *
 * @throws StataError r(198)
 */
export function* macroList(text: string, local: (name: string) => string): Work<string> {
  const position = /^posof\s+("[^"]*"|`"[\s\S]*"'|\S+)\s+in\s+(\w+)$/.exec(text);
  if (position !== null) {
    const [, word = '', name = ''] = position;
    return String((yield* listOf(name, local)).indexOf(unquoted(word)) + 1);
  }
  const [, name = '', operator = '', other = ''] =
    /^(\w+)\s*(===?|[-|&]|\bin\b)\s*(\w+)$/.exec(text) ?? [];
  const ofTwo = Object.hasOwn(OF_TWO, operator) ? OF_TWO[operator] : undefined;
  if (ofTwo !== undefined) {
    return yield* inFull(ofTwo(yield* listOf(name, local), yield* listOf(other, local)));
  }
  const [, directive = '', only = ''] = /^(\w+)\s+(\w+)$/.exec(text) ?? [];
  const ofOne = Object.hasOwn(OF_ONE, directive) ? OF_ONE[directive] : undefined;
  if (ofOne === undefined) throw new StataError(198, 'invalid syntax');
  return yield* inFull(ofOne(yield* listOf(only, local)));
}

function* inFull(result: Result): Work<string> {
  return typeof result === 'string' ? result : yield* result;
}

function areSame(a: Words, b: Words): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}

/** In the order of their characters' codes. */
function sorted(list: Words): Work<Words> {
  return sortInChunks(list, (one, other) => (one < other ? -1 : one > other ? 1 : 0));
}

function within(list: Words, others: Words): Words {
  const found = new Set(others);
  return list.filter((word) => found.has(word));
}

function without(list: Words, others: Words): Words {
  const found = new Set(others);
  return list.filter((word) => !found.has(word));
}

function repeated(list: Words): Words {
  const seen = new Set<string>();
  return list.filter((word) => seen.has(word) || !seen.add(word));
}

function listOf(name: string, local: (name: string) => string): Work<Words> {
  return mapInChunks(eachWordOf(local(name)), (word) => word);
}

/** Words with blanks in them get their quotes back. */
function* joined(words: Words): Work<string> {
  const quoted = yield* mapInChunks(words, (word) => (/\s/.test(word) ? `"${word}"` : word));
  return quoted.join(' ');
}

function truth(is: boolean): string {
  return is ? '1' : '0';
}
