import { expect, it } from 'vitest';
import { studentT } from '../../../src/contract/statistics/student-t.ts';

/** Two-sided, from integrals of the density: degrees of freedom, at 95 % and at 99.9 %. */
const TABLE = [
  [1, 12.7062047362, 636.6192487688],
  [2, 4.3026527297, 31.5990545764],
  [3, 3.1824463053, 12.9239786367],
  [4, 2.7764451052, 8.6103015814],
  [8, 2.3060041352, 5.0413054334],
  [9, 2.2621571628, 4.7809125859],
  [20, 2.0859634473, 3.8495162749],
  [33, 2.0345152974, 3.6109130077],
  [1000, 1.9623390808, 3.3002826484],
] as const;

it.each(TABLE)('Student’s t at %i degrees of freedom is that of the tables', (df, at95, at999) => {
  expect(studentT(0.95, df)).toBeCloseTo(at95, 9);
  expect(studentT(0.999, df)).toBeCloseTo(at999, 8);
});

it('Student’s t holds nothing within nothing, and all but all within much', () => {
  expect(studentT(0, 8)).toBeCloseTo(0, 12);
  expect(studentT(0.5, 1)).toBeCloseTo(1, 12);
});
