import { StataError } from '../error/stata-error.ts';
import { rawWordsOf, unquoted } from '../syntax/words.ts';

type Words = readonly string[];

const OF_ONE: Readonly<Record<string, (list: Words) => string>> = {
  uniq: (list) => joined([...new Set(list)]),
  dups: (list) => joined(repeated(list)),
  sort: (list) => joined([...list].sort()),
  retokenize: joined,
  clean: joined,
  sizeof: (list) => String(list.length),
};

const OF_TWO: Readonly<Record<string, (a: Words, b: Words) => string>> = {
  '|': (a, b) => joined([...a, ...without(b, a)]),
  '&': (a, b) => joined(within(a, b)),
  '-': (a, b) => joined(without(a, b)),
  '==': (a, b) => truth(a.length === b.length && a.every((word, index) => word === b[index])),
  '===': (a, b) => truth(joined([...a].sort()) === joined([...b].sort())),
  in: (a, b) => truth(within(a, b).length === a.length),
};

/**
 * What follows `: list`. Lists are given by the names of local macros.
 *
 * @throws StataError r(198)
 */
export function macroList(text: string, local: (name: string) => string): string {
  const position = /^posof\s+("[^"]*"|`"[\s\S]*"'|\S+)\s+in\s+(\w+)$/.exec(text);
  if (position !== null) {
    const [, word = '', name = ''] = position;
    return String(listOf(name, local).indexOf(unquoted(word)) + 1);
  }
  const [, name = '', operator = '', other = ''] =
    /^(\w+)\s*(===?|[-|&]|\bin\b)\s*(\w+)$/.exec(text) ?? [];
  if (Object.hasOwn(OF_TWO, operator)) {
    return OF_TWO[operator]?.(listOf(name, local), listOf(other, local)) ?? '';
  }
  const [, directive = '', only = ''] = /^(\w+)\s+(\w+)$/.exec(text) ?? [];
  if (Object.hasOwn(OF_ONE, directive)) return OF_ONE[directive]?.(listOf(only, local)) ?? '';
  throw new StataError(198, 'invalid syntax');
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

function listOf(name: string, local: (name: string) => string): Words {
  return rawWordsOf(local(name)).map(unquoted);
}

/** Words with blanks in them get their quotes back. */
function joined(words: Words): string {
  return words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
}

function truth(is: boolean): string {
  return is ? '1' : '0';
}
