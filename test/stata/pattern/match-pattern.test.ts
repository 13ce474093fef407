import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CompiledPattern } from '../../../src/stata/pattern/match-pattern.ts';
import { charactersOf } from '../../../src/stata/value/characters.ts';
import { said } from '../command/said.ts';

/** Patterns that JavaScript reads in the same way. */
const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '[a-c]', '\\w', '\\d', '\\.', '\\b'),
    fc.constantFrom(
      '\\p{L}',
      '\\P{L}',
      '[^\\p{L}\\d]',
      '\\D',
      '\\x61',
      '(?i:A)',
      '(?i:[^B])',
      '(?s:.)',
    ),
    fc.record({ inner: tie('pattern') }).map(({ inner }) => `(${inner})`),
    fc.record({ inner: tie('pattern') }).map(({ inner }) => `(?:${inner})`),
  ),
  pattern: fc
    .array(
      fc.tuple(
        tie('part'),
        fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{1,}', '+?', '*?'),
      ),
      { maxLength: 4 },
    )
    .chain((parts) =>
      fc
        .constantFrom('', '|')
        .map((between) => parts.map(([part, count]) => part + count).join(between)),
    ),
}));

/** JavaScript starts a group anew in each round; nobody else does. So they are compared without. */
function inJavaScript(source: string, text: string): readonly [number, string] | undefined {
  const found = new RegExp(source, 'u').exec(text);
  return found === null ? undefined : [found.index, found[0]];
}

describe('a regular expression', () => {
  it('finds what JavaScript finds', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '1', '.'), maxLength: 12 });
    fc.assert(
      fc.property(pattern, text, (source, text) => {
        // Words are a matter of letters; here of ASCII's.
        fc.pre(!/\)[*+?{]|\\b[*+?{]/.test(source));
        const found = new CompiledPattern(source).find([...text]);
        const expected = inJavaScript(source, text);
        expect(found === undefined ? undefined : [found.start, found.texts[0]]).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the same groups, where they are found once', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
    const source = fc.constantFrom(
      '(a*)(b+)',
      '(a|ab)(b*)',
      '((a)|(b))(.)',
      '(a??)(a*)',
      '^(a+?)(b*)$',
    );
    fc.assert(
      fc.property(source, text, (source, text) => {
        const found = new CompiledPattern(source).find(charactersOf(text))?.texts;
        const expected = new RegExp(source).exec(text);
        expect(found).toEqual(
          expected === null ? undefined : [...expected].map((group) => group ?? ''),
        );
      }),
    );
  });

  it('is never slow', () => {
    const startedAtMs = performance.now();
    const letters = 'a'.repeat(500);
    expect(new CompiledPattern('(a+)+b').find(letters)).toBeUndefined();
    expect(new CompiledPattern('(a|aa)*b').find(letters)).toBeUndefined();
    expect(new CompiledPattern('(a?){100}b').find(letters)).toBeUndefined();
    expect(() => new CompiledPattern('(((a{100}){100}){100})')).toThrow('system limit exceeded');
    const many = 'a'.repeat(1_000_000);
    expect(() => new CompiledPattern('a{1000}b').find(many)).toThrow('system limit exceeded');
    expect(new CompiledPattern('a{1000}').find(many)?.end).toBe(1000);
    expect(new CompiledPattern('[b-z]+').find(many)).toBeUndefined();
    expect(performance.now() - startedAtMs).toBeLessThan(5000);
  });

  it.each<[pattern: string, text: string, found: string]>([
    ['\\p{L}+', '1größe2', 'größe'],
    ['\\pN', 'a1', '1'],
    ['\\P{L}', 'a1', '1'],
    ['\\p{Greek}+', 'abγδ', 'γδ'],
    ['\\p{Script=Cyrillic}', 'aж', 'ж'],
    ['\\p{Lowercase_Letter}+', 'ABc', 'c'],
    ['[\\p{Lu}\\d]+', 'aB1c', 'B1'],
    ['[^\\p{L}]', 'a-', '-'],
    ['\\Qa.b*\\E+', 'axb a.b**', 'a.b**'],
    ['x\\Q(', 'x(', 'x('],
    ['\\\\Q', '\\Q', '\\Q'],
    ['[\\Q^]\\E]+', 'a]^', ']^'],
    ['(?i)straße', 'STRAßE', 'STRAßE'],
    ['a(?i)b|c', 'aB', 'aB'],
    ['a(?i:b)c', 'aBC aBc', 'aBc'],
    ['(?i)a(?-i)b', 'AB Ab', 'Ab'],
    ['((?i)a)b', 'AB Ab', 'Ab'],
    ['(?i)[^a]', 'Ab', 'b'],
    ['(?i)[x-z]\\D', 'Y1Ya', 'Ya'],
    ['(?s)a.b', 'a\nb', 'a\nb'],
    ['(?m)^b$', 'a\nb\nc', 'b'],
    ['(?<year>\\d{4})', 'in 2026', '2026'],
    ['\\x41\\x{42}\\u0043\\U00000044\\0105', 'ABCDE', 'ABCDE'],
    ['\\x{1F600}', 'a😀', '😀'],
    ['[\\x41-\\x43]+', 'ABCD', 'ABC'],
    ['\\t\\e\\a\\cA', '\t\u001b\u0007\u0001', '\t\u001b\u0007\u0001'],
    ['\\h+', 'a \u00a0b', ' \u00a0'],
    ['a\\Rb', 'a\r\nb', 'a\r\nb'],
    ['\\Aa', 'ba a', ''],
    ['a\\z', 'ab a', 'a'],
    ['b\\Z', 'ab\n', 'b'],
    ['[[a-c][x]]+', 'bxd', 'bx'],
    ['[a-z&&[^aeiou]]+', 'aebcd', 'bcd'],
    ['[\\p{L}--[a-c]]+', 'abcdef', 'def'],
    ['[[:^alpha:]]', 'a1', '1'],
    ['[[]', 'a[', '['],
    ['[][]+', '][', ']['],
    ['[a-]+', 'x-a', '-a'],
    ['\\.\\$\\-\\_\\/', '.$-_/', '.$-_/'],
    ['{', '{', '{'],
  ])('reads %j, and finds in %j', (source, text, expected) => {
    const found = new CompiledPattern(source).find(charactersOf(text));
    expect(found?.texts[0] ?? '').toBe(expected);
  });

  it.each([
    ...['(', ')', '[', '*', 'a{2,1}', '[b-a]', '\\', 'a{,3}', 'a{1001}', 'a{2', '[a', '[]'],
    ...[
      '(?=a)',
      '(?!a)',
      '(?<=a)',
      '(?<!a)',
      '(?>a)',
      '(?#a)',
      '(?x) a',
      '(?w)a',
      '(?P<n>a)',
      '(?)',
    ],
    ...['\\1', '\\k<n>', '\\G', '\\X', '\\N{DIGIT ONE}', '\\C', '\\E', '\\y', '\\i', '\\_ä\\ä'],
    ...[
      '\\p',
      '\\p{}',
      '\\p{Nonsense}',
      '\\p{^L}',
      '\\x',
      '\\xg',
      '\\x{110000}',
      '\\u41',
      '\\ud800',
    ],
    ...['\\9', '\\08', '\\b{w}', '[\\b]', '[[:nonsense:]]', '[a&&]', '[z-\\d]'],
    ...['a**', 'a*+', 'a++', 'a?+', 'a{2}{3}', 'a{2}*', 'a+?+'],
  ])('refuses %j', (source) => {
    expect(() => new CompiledPattern(source)).toThrow('regexp: invalid regular expression');
  });

  it('reads no letter or digit after a backslash as itself, unless it is known to', () => {
    for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789äß') {
      const isItself = (): boolean => {
        const found = new CompiledPattern(`\\${letter}`).find([letter]);
        return found?.texts[0] === letter;
      };
      try {
        // `\w` matches a w, as it does any letter.
        expect(isItself() && !/[wdSHVDN]/.test(letter)).toBe(false);
      } catch (error) {
        expect(error).toMatchObject({ returnCode: 198 });
      }
    }
  });
});

describe('functions of regular expressions', () => {
  it.each([
    ['regexm("2026-11-25", "^([0-9]+)-([0-9]+)")', '1'],
    ['regexm("abc", "d")', '0'],
    ['regexr("aXbX", "X", "-")', 'a-bX'],
    ['ustrregexra("aXbx", "x", "-", 1)', 'a-b-'],
    ['ustrregexrf("John Smith", "(\\w+) (\\w+)", "$2, $1")', 'Smith, John'],
    ['ustrregexra("a1b2", "\\D", "-", 1)', '-1-2'],
    ['ustrregexra("ab", "b", "\\$1\\\\")', 'a$1\\'],
    ['ustrregexm("größe", "^\\w+$")', '1'],
    ['ustrregexm("GRÖSSE", "(?i)größe|grösse")', '1'],
    ['ustrregexra("abc", "", "-")', '-a-b-c-'],
    ['regexm("a.c", "a\\.c") & regexm("tab7", "[[:alpha:]]+[[:digit:]]")', '1'],
  ])('%s is %s', async (expression, expected) => {
    // A global stands for the dollar that a macro would begin with.
    const escaped = expression.replaceAll('$', '\\$');
    expect(await said(`display ${escaped}`)).toBe(`${expected}\n`);
  });

  it('remember what was found', async () => {
    expect(
      await said('display regexm("k=v", "(.)=(.)") regexs(1) regexs(2) regexs(0) regexs(7) "."'),
    ).toBe('1kvk=v.\n');
    expect(await said('display regexm("a", "(")')).toBe(
      'regexp: invalid regular expression\nr(198);\n',
    );
  });
});
