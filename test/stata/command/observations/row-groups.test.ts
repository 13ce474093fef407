import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnique, KeyNumbers } from '../../../../src/stata/command/observations/key-numbers.ts';
import { groupedBy, sortedGroups } from '../../../../src/stata/command/observations/row-groups.ts';
import { compareValues } from '../../../../src/stata/dataset/compare-values.ts';
import { createVariable, type Variable } from '../../../../src/stata/dataset/variable.ts';
import { atOnce } from '../../../../src/stata/work/in-chunks.ts';

/** Two columns of few different values: numbers, zeros of both signs among them, and texts. */
const ROWS = fc.array(
  fc.tuple(fc.constantFrom(0, -0, 1, 2.5, 2 ** 1023), fc.constantFrom('', 'a', 'ab', 'é')),
  { maxLength: 60 },
);

function columnsOf(rows: readonly (readonly [number, string])[]): readonly Variable[] {
  return [
    { ...createVariable('x', 'double', 0), values: rows.map(([number]) => number) },
    { ...createVariable('s', 'str2', 0), values: rows.map(([, text]) => text) },
  ];
}

/** The same, the plain way. */
function grouped(rows: readonly (readonly [number, string])[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [at, [number, text]] of rows.entries()) {
    const key = JSON.stringify([number + 0, text]);
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  return [...groups.values()];
}

describe('observations that have the same values', () => {
  it('are together, in the order of the data', () => {
    fc.assert(
      fc.property(ROWS, (rows) => {
        const all = Int32Array.from(rows.keys());
        const groups = atOnce(groupedBy(all, columnsOf(rows)));
        expect([...groups].map((group) => [...group])).toEqual(grouped(rows));
        expect(atOnce(isUnique(rows.length, columnsOf(rows)))).toBe(groups.count === rows.length);
      }),
    );
  });

  it('are together in the order of the values', () => {
    fc.assert(
      fc.property(ROWS, (rows) => {
        const all = Int32Array.from(rows.keys());
        const groups = atOnce(sortedGroups(all, columnsOf(rows)));
        const expected = grouped(rows).toSorted(([one = 0], [other = 0]) => {
          const [[a, s], [b, t]] = [rows[one] ?? [0, ''], rows[other] ?? [0, '']];
          return compareValues(a, b) || compareValues(s, t);
        });
        expect([...groups].map((group) => [...group])).toEqual(expected);
      }),
    );
  });

  it('are found from other data', () => {
    fc.assert(
      fc.property(ROWS, ROWS, (rows, others) => {
        const numbers = new KeyNumbers(columnsOf(rows), rows.length);
        for (const at of rows.keys()) numbers.add(at);
        for (const [at, [number, text]] of others.entries()) {
          const first = rows.findIndex((row) => row[0] === number && row[1] === text);
          const found = numbers.find(columnsOf(others), at);
          expect(found === -1 ? -1 : numbers.first(found)).toBe(first);
        }
      }),
    );
  });
});
