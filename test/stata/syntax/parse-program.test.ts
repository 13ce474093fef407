import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StataError } from '../../../src/stata/error/stata-error.ts';
import { parseProgram } from '../../../src/stata/syntax/parse-program.ts';
import { printProgram } from '../../../src/stata/syntax/print-program.ts';
import { atOnce } from '../../../src/stata/work/in-chunks.ts';
import { anyProgram } from './any-program.ts';

describe('parseProgram', () => {
  it('reads back what was printed', () => {
    fc.assert(
      fc.property(anyProgram(), (nodes) => {
        expect(atOnce(parseProgram(printProgram(nodes)))).toEqual(nodes);
      }),
    );
  });

  it('throws nothing but errors of Stata, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...['{', '}', '"', '`"', `"'`, '`', "'", '/*', '*/', '//', '///', '*', '\n', ' ', ';'],
      ...['if 1', 'else', 'while', 'foreach x in', 'program define p', 'end', '#delimit ;', 'x'],
    );
    const text = fc.array(pieces, { maxLength: 40 }).map((list) => list.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (code) => {
        try {
          atOnce(parseProgram(code));
        } catch (error) {
          expect(error).toBeInstanceOf(StataError);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['a comment at a line’s end', 'display 1 // one\n', ['display 1']],
    ['no comment without a blank before it', 'use http://x/y\n', ['use http://x/y']],
    ['no comment in quotes', 'display "/* // */"\n', ['display "/* // */"']],
    ['a comment that spans lines and nests', 'a /* /* b\n */ c\n*/ d\n', ['a    d']],
    ['a star at the beginning only', '* x\na * b\n', ['a * b']],
    ['three slashes', 'a ///\n   b ///  why\n c\nd\n', ['a     b   c', 'd']],
  ])('knows %s', (_, code, commands) => {
    const texts = atOnce(parseProgram(code)).map((node) =>
      node.kind === 'command' ? node.text : node,
    );
    expect(texts).toEqual(commands);
  });

  it.each([
    ['if 1 {\n', 612, 'unexpected end of file'],
    ['program define p\n', 612, 'unexpected end of file'],
    ['if 1 {\n} else {\n}\n', 198, 'program error:  code follows on the same line as close brace'],
    ['}\n', 199, 'unmatched close brace'],
  ])('says what is wrong with %j', (code, returnCode, message) => {
    expect(() => atOnce(parseProgram(code))).toThrow(new StataError(returnCode, message));
  });
});
