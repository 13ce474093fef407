import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autoDataset } from '../../../src/stata/dataset/auto.ts';
import { formatDataFile, parseDataFile } from '../../../src/stata/dataset/data-file.ts';
import { Dataset } from '../../../src/stata/dataset/dataset.ts';
import { holds, promoted, stored } from '../../../src/stata/dataset/storage-type.ts';
import { expandVarlist, findVariable } from '../../../src/stata/dataset/varlist.ts';
import { isMissing, MISSING, parseMissing } from '../../../src/stata/value/missing.ts';
import { atOnce } from '../../../src/stata/work/in-chunks.ts';
import { decodedPieces } from '../../../src/timeline/utf8.ts';

const A = parseMissing('.a') ?? MISSING;

it('Data have room for so many values, and no more', () => {
  const dataset = new Dataset();
  dataset.setObservations(1_500_000);
  dataset.add('x', 'double');
  expect(() => dataset.add('y', 'double')).toThrow('no room to add more variables');
});

it('A text takes as much room as four numbers', () => {
  const dataset = new Dataset();
  dataset.setObservations(400_000);
  dataset.add('s', 'str1');
  expect(() => dataset.add('t', 'str1')).toThrow('no room to add more variables');
  expect(() => dataset.setObservations(500_001)).toThrow('no room to add more observations');
  dataset.add('x', 'double');
  expect(() => dataset.add('y', 'double')).toThrow('no room to add more variables');
});

it('A value label names so many numbers, and no more', () => {
  const dataset = new Dataset();
  for (let number = 1; number <= 65_536; number += 1) dataset.labelValue('l', number, 'x');
  expect(() => dataset.labelValue('l', 0, 'x')).toThrow('system limit exceeded');
});

it('Sorting comes in chunks', () => {
  const numbers = Array.from({ length: 30_000 }, (_, at) => (at * 7919) % 1000);
  const dataset = new Dataset();
  const keys = [{ variable: dataset.add('x', 'double'), direction: 1 }] as const;
  dataset.setObservations(numbers.length);
  const place = dataset.add('place', 'double');
  for (const [at, number] of numbers.entries()) {
    keys[0].variable.values[at] = number;
    place.values[at] = at;
  }
  const order = [...numbers.keys()].sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
  const parts = [...dataset.sort(keys)];
  expect(parts.length).toBeGreaterThan(60);
  expect(place.values).toEqual(order);
});

describe('a dataset', () => {
  it('grows by missing values, and not the other way round', () => {
    const dataset = new Dataset();
    dataset.setObservations(2);
    dataset.add('x', 'float');
    dataset.add('s', 'str4');
    dataset.setObservations(3);
    expect(dataset.variables.map(({ values }) => values)).toEqual([
      [MISSING, MISSING, MISSING],
      ['', '', ''],
    ]);
    expect(() => dataset.setObservations(2)).toThrow('obs() must be at least 3');
    expect(() => dataset.setObservations(1e9)).toThrow('no room');
  });

  it.each([
    ['1x', '1x invalid name'],
    ['_n', '_n invalid name'],
    ['str8', 'str8 invalid name'],
    ['x'.repeat(33), 'invalid name'],
    ['x', 'variable x already defined'],
  ])('has no variable %s', (name, message) => {
    const dataset = new Dataset();
    dataset.add('x', 'float');
    expect(() => dataset.add(name, 'float')).toThrow(message);
  });

  it('is sorted with missing values last, equal ones in their order', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(MISSING, A));
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value)), (rows) => {
        const dataset = datasetOf({ a: rows.map(([a]) => a), b: rows.map(([, b]) => b) });
        const order = rows.map((_row, at) => at);
        const at = dataset.add('at', 'long');
        for (const index of order) at.values[index] = index;
        const keys = expandVarlist(dataset, 'a b');
        atOnce(dataset.sort(keys.map((variable) => ({ variable, direction: 1 }))));
        const expected = order.toSorted((one, other) => {
          const [a = 0, b = 0] = rows[one] ?? [];
          const [otherA = 0, otherB = 0] = rows[other] ?? [];
          return a - otherA || b - otherB || one - other;
        });
        expect(at.values).toEqual(expected);
        expect(dataset.sortedBy).toEqual(['a', 'b']);
      }),
    );
  });

  it('keeps all columns in step when observations go', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.boolean())), (rows) => {
        const numbers = rows.map(([number]) => number);
        const dataset = datasetOf({ a: numbers, b: numbers });
        const wanted = [...rows.keys()].filter((at) => rows[at]?.[1]);
        const gone = atOnce(dataset.keepObservations(Int32Array.from(wanted)));
        const kept = rows.filter(([, isKept]) => isKept).map(([number]) => number);
        expect(gone).toBe(rows.length - kept.length);
        expect(dataset.observations).toBe(kept.length);
        expect(dataset.variables.map(({ values }) => values)).toEqual([kept, kept]);
      }),
    );
  });

  it('is another one when it is cloned', () => {
    const dataset = autoDataset();
    const copy = dataset.clone();
    findVariable(copy, 'price').values[0] = 1;
    copy.setValueLabel('origin', new Map([[0, 'changed']]));
    atOnce(copy.keepObservations(Int32Array.of(0, 1, 2)));
    expect(textOf(dataset)).toBe(textOf(autoDataset()));
  });
});

describe('a varlist', () => {
  const dataset = datasetOf({ price: [], mpg: [], rep78: [], rep77: [], weight: [] });
  it.each([
    ['price mpg', ['price', 'mpg']],
    ['pr w', ['price', 'weight']],
    ['rep*', ['rep78', 'rep77']],
    ['rep7?', ['rep78', 'rep77']],
    ['mpg - rep77', ['mpg', 'rep78', 'rep77']],
    ['mpg mpg p*', ['mpg', 'price']],
    ['_all', ['price', 'mpg', 'rep78', 'rep77', 'weight']],
    ['', []],
  ])('of "%s" is %j', (list, names) => {
    expect(expandVarlist(dataset, list).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['nowhere', 'variable nowhere not found'],
    ['rep', 'rep ambiguous abbreviation'],
    ['x*', 'variable x* not found'],
    ['weight-price', 'weight-price invalid name'],
  ])('of "%s" is an error', (list, message) => {
    expect(() => expandVarlist(dataset, list)).toThrow(message);
  });

  it('takes no time over stars', () => {
    const stars = datasetOf({ [`a${'b'.repeat(30)}`]: [] });
    expect(() => expandVarlist(stars, `${'*b'.repeat(500)}c`)).toThrow('not found');
  });
});

describe('a data file', () => {
  it('is what was saved', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (isMissing(n) ? 0 : n + 0)),
      fc
        .integer({ min: 0, max: 26 })
        .map(
          (letter) =>
            parseMissing(letter ? `.${String.fromCharCode(96 + letter)}` : '.') ?? MISSING,
        ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(number, fc.string())), (rows) => {
        const dataset = datasetOf({ a: rows.map(([a]) => a), b: rows.map(([, b]) => b) });
        dataset.setValueLabel('l', new Map([[1, 'one']]));
        const text = textOf(dataset);
        const read = atOnce(parseDataFile(text, 'x.dta'));
        expect(read.variables).toEqual(dataset.variables);
        expect(textOf(read)).toBe(text);
      }),
    );
  });

  it.each([
    '',
    '<stata_dta><header><release>118',
    '<fake-stata dataset 2>\n{}',
    '<fake-stata dataset 2>\n',
    `${textOf(datasetOf({ a: [1] }))}[2]`,
  ])('is not %j', (text) => {
    expect(() => atOnce(parseDataFile(text, 'x.dta'))).toThrow('file x.dta not Stata format');
  });

  it('is not one with columns that are uneven', () => {
    const text = textOf(datasetOf({ a: [1], b: [1] })).replace('[1]\n[1]\n', '[1]\n[]\n');
    expect(() => atOnce(parseDataFile(text, 'x.dta'))).toThrow('not Stata format');
  });
});

describe('storage types', () => {
  it('become wide enough, and no number is lost for it', () => {
    const type = fc.constantFrom(
      'byte' as const,
      'int' as const,
      'long' as const,
      'float' as const,
    );
    fc.assert(
      fc.property(type, fc.oneof(fc.integer(), fc.double({ noNaN: true })), (type, number) => {
        fc.pre(!isMissing(number) && !holds(type, number));
        const wider = promoted(type, number);
        expect(wider).not.toBe(type);
        expect(holds(wider, number)).toBe(true);
        if (Number.isInteger(number) && wider !== 'float')
          expect(stored(wider, number)).toBe(number);
      }),
    );
  });
});

describe('the data on cars', () => {
  const auto = autoDataset();

  it('have the shape of the well-known ones', () => {
    expect(auto.observations).toBe(74);
    expect(auto.variables.map(({ name }) => name).join(' ')).toBe(
      'make price mpg rep78 headroom trunk weight length turn displacement gear_ratio foreign',
    );
    expect(new Set(findVariable(auto, 'make').values).size).toBe(74);
    expect(findVariable(auto, 'foreign').values.filter((value) => value === 1)).toHaveLength(22);
    expect(findVariable(auto, 'rep78').values.filter((value) => value === MISSING)).toHaveLength(5);
  });

  it('fit their storage types', () => {
    for (const { type, values } of auto.variables) {
      for (const value of values) {
        if (typeof value === 'number')
          expect(holds(type, value) && stored(type, value) === value).toBe(true);
      }
    }
  });
});

function textOf(dataset: Dataset): string {
  return [...decodedPieces(atOnce(formatDataFile(dataset)))].join('');
}

function datasetOf(columns: Readonly<Record<string, readonly (number | string)[]>>): Dataset {
  const dataset = new Dataset();
  for (const [name, values] of Object.entries(columns)) {
    const isText = values.some((value) => typeof value === 'string');
    const variable = dataset.add(name, isText ? 'strL' : 'double');
    if (dataset.variables.length === 1) dataset.setObservations(values.length);
    for (const [at, value] of values.entries()) variable.values[at] = value;
  }
  return dataset;
}
