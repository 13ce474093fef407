import { type Dataset, requireVariableName } from '../../dataset/dataset.ts';
import { expandVarlist, findVariable } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import { StataError } from '../../error/stata-error.ts';
import { parseStandard } from '../language/standard-syntax.ts';

const LETTERS: Readonly<Record<string, (name: string) => string>> = {
  lower: (name) => name.toLowerCase(),
  upper: (name) => name.toUpperCase(),
  proper: (name) => name.charAt(0).toUpperCase() + name.slice(1).toLowerCase(),
};

/** `rename old new`, `rename (a b) (c d)`, `rename old* new*`, `rename varlist, upper`. */
export const renameCommand: Command = {
  name: 'rename',
  abbreviation: 'ren',
  run: ({ state: { dataset } }, { rest }) => {
    const { head, options } = parseStandard(rest);
    const letters = options.map(({ name }) => name).find((name) => Object.hasOwn(LETTERS, name));
    if (letters !== undefined) {
      const change = LETTERS[letters] ?? ((name) => name);
      const variables = expandVarlist(dataset, head.replaceAll(/[()]/g, ' '));
      renameAll(
        dataset,
        variables.map((variable) => [variable.name, change(variable.name)] as const),
      );
      return;
    }
    renameAll(dataset, pairsOf(dataset, head));
  },
};

type Pairs = readonly (readonly [from: string, to: string])[];

function pairsOf(dataset: Dataset, head: string): Pairs {
  const [, olds, news] = /^\(([^)]*)\)\s*\(([^)]*)\)$/.exec(head) ?? [];
  const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);
  const [from, to] =
    olds === undefined || news === undefined
      ? [words(head).slice(0, 1), words(head).slice(1)]
      : [words(olds), words(news)];
  if (from.length !== to.length || from.length === 0) throw new StataError(198, 'invalid syntax');
  // All of them together may only be as long as one list.
  expandVarlist(dataset, from.filter((word) => /^[^*]*\*[^*]*$/.test(word)).join(' '));
  return from.flatMap((old, at) => pairsFor(dataset, old, to[at] ?? ''));
}

/** The text that a star matches on the left replaces the star on the right. */
function pairsFor(dataset: Dataset, from: string, to: string): Pairs {
  if (!from.includes('*')) return [[findVariable(dataset, from).name, to]];
  const [before = '', after = '', ...more] = from.split('*');
  if (more.length > 0) throw new StataError(198, 'invalid syntax');
  return expandVarlist(dataset, from).map(({ name }) => {
    const middle = name.slice(before.length, name.length - after.length);
    return [name, to.replace('*', () => middle)];
  });
}

/** All at once: names may be swapped. */
function renameAll(dataset: Dataset, pairs: Pairs): void {
  const moved = new Map(pairs.filter(([from, to]) => from !== to));
  if (moved.size === 0) return;
  const taken = new Set(
    dataset.variables.map(({ name }) => name).filter((name) => !moved.has(name)),
  );
  for (const name of moved.values()) {
    if (taken.has(name)) throw new StataError(110, `variable ${name} already defined`);
    taken.add(name);
  }
  for (const name of moved.values()) requireVariableName(name);
  dataset.rename(moved);
}
