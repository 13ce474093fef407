import type { Operator } from './mutant.ts';

/** Names of methods are looked up, too, such as `toString`. */
function lookUp<Value>(table: Readonly<Record<string, Value>>): (key: string) => Value | undefined {
  return (key) => (Object.hasOwn(table, key) ? table[key] : undefined);
}

const BINARY = {
  '+': [['arithmetic', '-']],
  '-': [['arithmetic', '+']],
  '*': [['arithmetic', '/']],
  '/': [['arithmetic', '*']],
  '%': [['arithmetic', '*']],
  '**': [['arithmetic', '*']],
  '<': [
    ['boundary', '<='],
    ['equality', '>='],
  ],
  '<=': [
    ['boundary', '<'],
    ['equality', '>'],
  ],
  '>': [
    ['boundary', '>='],
    ['equality', '<='],
  ],
  '>=': [
    ['boundary', '>'],
    ['equality', '<'],
  ],
  '===': [['equality', '!==']],
  '!==': [['equality', '===']],
  '==': [['equality', '!=']],
  '!=': [['equality', '==']],
} as const satisfies Record<string, readonly (readonly [Operator, string])[]>;

/** What stands in the place of a binary operator. */
export const binaryFor = lookUp<readonly (readonly [Operator, string])[]>(BINARY);

export const logicalFor = lookUp({ '&&': '||', '||': '&&', '??': '&&' });

export const assignmentFor = lookUp({
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
  '??=': '=',
});

/** Methods without which a value is still of its kind. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  'filter',
  'flat',
  'replace',
  'replaceAll',
  'reverse',
  'slice',
  'sort',
  'toLowerCase',
  'toReversed',
  'toSorted',
  'toUpperCase',
  'trim',
  'trimEnd',
  'trimStart',
]);

/** Methods that do the opposite of others. */
export const oppositeOf = lookUp({
  ceil: 'floor',
  endsWith: 'startsWith',
  every: 'some',
  floor: 'ceil',
  max: 'min',
  min: 'max',
  some: 'every',
  startsWith: 'endsWith',
});

/** Other numbers: twice as large and half as large, as whole as before; for 0 and 1 their neighbours. */
export function otherNumbers(value: number): readonly number[] {
  if (value === 0) return [1];
  if (value === 1) return [0, 2];
  const half = Number.isInteger(value) ? Math.trunc(value / 2) : value / 2;
  return [value * 2, half];
}
