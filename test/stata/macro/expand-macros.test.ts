import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StataError } from '../../../src/stata/error/stata-error.ts';
import { expandMacros, type MacroLookup } from '../../../src/stata/macro/expand-macros.ts';
import { CHUNK } from '../../../src/stata/work/effect.ts';
import { atOnce } from '../../../src/stata/work/in-chunks.ts';
import { Rig } from '../run-do.ts';

const LOCALS: Record<string, string> = { a: '1', b: 'a', x1: 'deep', later: "`a'", self: "`self'" };

const LOOKUP: MacroLookup = {
  local: (name) => LOCALS[name] ?? '',
  setLocal: () => {},
  global: (name) => (name === 'G' ? 'global' : ''),
  evaluate: (expression) => `=${expression}`,
  stored: (name) => `=${name}`,
  *extended(call) {
    yield CHUNK;
    return `:${call}`;
  },
};

describe('expandMacros', () => {
  it.each([
    ["`a'", '1'],
    ["x`a'y", 'x1y'],
    ["``b''", '1'],
    ["`x`a''", 'deep'],
    ["`nothing'", ''],
    ["`later'", '1'],
    ['$G', 'global'],
    ['$'.concat('{G}s'), 'globals'],
    ['$5 and $', '$5 and $'],
    ["\\`a' \\$G", "`a' $G"],
    ['`"quoted `a\'"\'', '`"quoted 1"\''],
    ["`=`a'+1'", '=1+1'],
    ["`:word count a b'", ':word count a b'],
    ["it's", "it's"],
    ['`open', '`open'],
  ])('%s is %s', (text, expanded) => {
    expect(atOnce(expandMacros(text, LOOKUP))).toBe(expanded);
  });

  it('ends where a macro stands for itself', () => {
    expect(() => atOnce(expandMacros("`self'", LOOKUP))).toThrow(StataError);
  });

  it('throws nothing but errors of Stata, whatever the text', () => {
    const pieces = fc.constantFrom(
      '`',
      "'",
      '$',
      '{',
      '}',
      '"',
      '\\',
      'a',
      'self',
      'G',
      '=',
      ':',
      '++',
      ' ',
    );
    const text = fc.array(pieces, { maxLength: 30 }).map((list) => list.join(''));
    fc.assert(
      fc.property(text, (source) => {
        try {
          atOnce(expandMacros(source, LOOKUP));
        } catch (error) {
          expect(error).toBeInstanceOf(StataError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('macros in code', () => {
  it.each([
    ['local x = 2 + 3', "`x'", '5'],
    ['local x 2 + 3', "`x'", '2 + 3'],
    ['local x "a b"', "`x'", 'a b'],
    ['local x : word 2 of a b c', "`x'", 'b'],
    ['local x = 1/3', "`x'", '.3333333333333333'],
    ['local i 1\nlocal ++i', "`i'", '2'],
    ['local i 1', "`i++'`i'`--i'", '121'],
    ['global G "g"', '$G', 'g'],
    ['local l c a b a', "`: list sort l'", 'a a b c'],
    ['local l c a b a', "`: list uniq l'", 'c a b'],
    ['local l c a b a', "`: list sizeof l'", '4'],
    ['local l c a\nlocal m a d', "`: list l - m'|`: list l & m'|`: list l | m'", 'c|a|c a d'],
    ['local l a b\nlocal w b', '`: list w in l\' `: list posof "b" in l\'', '1 2'],
    ['local l a.b.c', '`: subinstr local l "." "-", all\'', 'a-b-c'],
    ['local l abc', "`: length local l'", '3'],
    ['quietly {\nset obs 2\ngenerate x = _n\nsummarize x\n}', "`: word 1 of `: r(scalars)''", 'N'],
    ['sreturn local b c', "`: s(macros)'`: e(matrices)'", 'b'],
    ['local x 5', "`: display %5.2f `x''", ' 5.00'],
    ['scalar s = 4', "`=s * 2'", '8'],
    ['', "`c(linesize)'", '80'],
    ['tokenize "a b c"', "`1'`3'", 'ac'],
    ['local s "a, b"\ngettoken f r : s, parse(",")', "`f'|`r'", 'a|, b'],
    ['macro drop _all\nglobal A 1\nglobal B 2\nmacro drop A', '$A$B', '2'],
  ])('%s; %s is %s', async (code, text, shown) => {
    const run = await new Rig().run(`${code}\ndisplay \`"${text}"'\n`, { isEchoed: false });
    expect(run).toBe(`${shown}\n`);
  });
});
