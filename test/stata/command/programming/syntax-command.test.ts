import { describe, expect, it } from 'vitest';
import { Rig } from '../../run-do.ts';

/** Calls a program that begins with `syntax …` and shows some macros. */
async function call(description: string, line: string, macros: readonly string[]): Promise<string> {
  const rig = new Rig();
  const shown = macros.map((name) => `\`${name}'`).join('|');
  await rig.run(`set obs 2\ngenerate price = 1\ngenerate mpg = 2\n`);
  const define = `program p\n  syntax ${description}\n  display \`"${shown}"'\nend\n`;
  return (await rig.run(`${define}p ${line}\n`, { isEchoed: false })).replace(/\n$/, '');
}

describe('syntax', () => {
  it.each([
    ['varlist', 'pri mpg', ['varlist'], 'price mpg'],
    ['[varlist]', '', ['varlist'], 'price mpg'],
    [
      'varlist [if] [in]',
      'price if mpg > 1 in 1/2',
      ['varlist', 'if', 'in'],
      'price|if mpg > 1|in 1/2',
    ],
    ['[varlist] [if] [, Detail]', ', det', ['detail'], 'detail'],
    ['anything [, *]', 'a b, x y(1 2)', ['anything', 'options'], 'a b|x y(1 2)'],
    ['anything using/', 'a using "f.dta"', ['using'], 'f.dta'],
    ['[, Name(string) LEVel(integer 95)]', ', n(a b)', ['name', 'level'], 'a b|95'],
    ['[, noHEADer]', ', nohead', ['header'], 'noheader'],
    ['[, Width(real 1.5) n(numlist)]', ', w(2) n(1/3)', ['width', 'n'], '2|1 2 3'],
    ['newvarname =/exp', 'z = 2 + 3', ['varlist', 'exp'], 'z|= 2 + 3'],
    ['namelist', 'a b', ['namelist'], 'a b'],
  ])('%s takes %s', async (description, line, macros, shown) => {
    expect(await call(description, line, macros)).toBe(shown);
  });

  it.each([
    ['varlist', '', 100, 'varlist required'],
    ['varlist', 'nonsense', 111, 'variable nonsense not found'],
    ['varname', 'price mpg', 103, 'too many variables specified'],
    ['', 'price', 101, 'varlist not allowed'],
    ['varlist', 'price if 1', 101, 'if not allowed'],
    ['varlist', 'price in 1', 101, 'in range not allowed'],
    ['varlist', 'price, detail', 198, 'option detail not allowed'],
    [', name(string)', '', 198, 'option name() required'],
    ['[, n(integer 5)]', ', n(a)', 198, 'option n() incorrectly specified'],
    ['using', '', 100, 'using required'],
    ['[, %]', '', 197, 'invalid syntax: %]'],
  ])('%s refuses %s', async (description, line, returnCode, message) => {
    expect(await call(description, line, [])).toBe(`${message}\nr(${returnCode});`);
  });
});
