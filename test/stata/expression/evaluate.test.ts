import { describe, expect, it } from 'vitest';
import { Rig } from '../run-do.ts';

/** What `display` shows of an expression. */
async function shown(expression: string): Promise<string> {
  const text = await new Rig().run(`display ${expression}\n`, { isEchoed: false });
  return text.replace(/\n$/, '');
}

describe('expressions', () => {
  it.each([
    ['2 + 3 * 4', '14'],
    ['-2^2', '-4'],
    ['2^3^2', '64'],
    ['10 / 4', '2.5'],
    ['1 / 0', '.'],
    ['7 - . ', '.'],
    ['1 < . ', '1'],
    ['. < .a', '1'],
    ['.a < .z', '1'],
    ['.b', '.b'],
    ['"a" + "b" == "ab"', '1'],
    ['"ab" * 3', 'ababab'],
    ['"a" < "b"', '1'],
    ['!0 & 1 | 0', '1'],
    ['3 == 3.0', '1'],
    ['_pi', '3.1415927'],
    ['c(linesize)', '80'],
    ['r(nothing)', '.'],
    ['_N', '0'],
  ])('display %s shows %s', async (expression, text) => {
    expect(await shown(expression)).toBe(text);
  });

  it.each([
    ['mod(-7, 3)', '2'],
    ['mod(7, 0)', '.'],
    ['int(-2.7)', '-2'],
    ['round(2.5)', '3'],
    ['round(-2.5)', '-2'],
    ['round(3.14159, .01)', '3.14'],
    ['max(1, ., 3)', '3'],
    ['min(., .)', '.'],
    ['cond(1 > 2, "yes", "no")', 'no'],
    ['cond(., 1, 2, 3)', '3'],
    ['inlist(3, 1, 2, 3)', '1'],
    ['inrange(., 1, 5)', '0'],
    ['missing(1, "")', '1'],
    ['substr("abcdef", 2, 3)', 'bcd'],
    ['substr("abcdef", -2, .)', 'ef'],
    ['strlen("äb")', '3'],
    ['ustrlen("äb")', '2'],
    ['upper("abc") + proper("ab cd")', 'ABCAb Cd'],
    ['strpos("hello", "l")', '3'],
    ['subinstr("a.b.c", ".", "-", 1)', 'a-b.c'],
    ['subinstr("a.b.c", ".", "", .)', 'abc'],
    ['word("a b c", -1)', 'c'],
    ['wordcount("a b c")', '3'],
    ['string(3.5) + strofreal(1234567, "%12.0fc")', '3.5   1,234,567'],
    ['real("1e3") + real(".5")', '1000.5'],
    ['real("abc")', '.'],
    ['strmatch("a1b2", "a?b*")', '1'],
    ['strtoname("1 b")', '_1_b'],
    ['trim("  a  b ") + stritrim("a   b")', 'a  ba b'],
    ['mdy(1, 2, 1960)', '1'],
    ['year(td(1jan1961))', '1961'],
    ['plural(2, "cat")', 'cats'],
    ['abbrev("averylongname", 8)', 'averyl~e'],
  ])('display %s shows %s', async (expression, text) => {
    expect(await shown(expression)).toBe(text);
  });

  it.each([
    ['1 + "a"', 109, 'type mismatch'],
    ['nonsense', 111, 'nonsense not found'],
    ['nonsense(1)', 133, 'unknown function nonsense()'],
    ['cond(1)', 198, 'invalid syntax'],
  ])('display %s fails with r(%i)', async (expression, returnCode, message) => {
    expect(await shown(expression)).toBe(`${message}\nr(${returnCode});`);
  });

  it('draws the same numbers from the same seed', async () => {
    const rig = new Rig();
    const draw = (): Promise<string> =>
      rig.run('set seed 42\ndisplay runiform() " " runiformint(1, 6)\n', { isEchoed: false });
    expect(await draw()).toBe(await draw());
    expect(await shown('runiform() < 1 & runiform() >= 0')).toBe('1');
  });
});
