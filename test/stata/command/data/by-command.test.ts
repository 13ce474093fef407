import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rig } from '../../run-do.ts';
import { said } from '../said.ts';

const SIX = `quietly set obs 6
quietly generate g = mod(_n, 2)
quietly generate x = _n
`;

const RULE = '-'.repeat(79);

/** Pairs of a group and a number, as a do-file makes them: in no order. */
const PAIRS = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: -50, max: 50 })), {
  minLength: 1,
  maxLength: 12,
});

function dataOf(pairs: readonly (readonly [number, number])[]): string {
  const rows = pairs.map(
    ([g, x], at) => `replace g = ${g} in ${at + 1}\nreplace x = ${x} in ${at + 1}`,
  );
  return `set obs ${pairs.length}\ngen g = .\ngen x = .\n${rows.join('\n')}\ngen place = _n\n`;
}

describe('by', () => {
  it('says which group it is in, as Stata does', async () => {
    expect(await said(`${SIX}bysort g: count`)).toBe(
      `\n${RULE}\n-> g = 0\n  3\n\n${RULE}\n-> g = 1\n  3\n\n`,
    );
    const labelled = `${SIX}label define two 0 even 1 odd\nlabel values g two\ngen s = "a"\n`;
    expect(await said(`${labelled}bysort g s: count if g`)).toContain('-> g = odd, s = a\n  3\n');
  });

  it.each([
    [`${SIX}by g: count`, 'not sorted\nr(5);\n'],
    [`${SIX}bysort g: display 1`, 'display may not be combined with by\nr(190);\n'],
    [`${SIX}bysort g: list in 1`, 'in may not be combined with by\nr(190);\n'],
    [`${SIX}bysort g: p`, 'command p is unrecognized\nr(199);\n'],
    [`${SIX}bysort q: count`, 'variable q not found\nr(111);\n'],
    [`${SIX}bysort g count`, 'invalid syntax\nr(198);\n'],
    [`${SIX}program p\nend\nbysort g: p`, 'p may not be combined with by\nr(190);\n'],
  ])('%s', async (code, expected) => {
    expect((await said(code)).endsWith(expected)).toBe(true);
  });

  it('counts and looks back in each group, and nowhere else', async () => {
    await fc.assert(
      fc.asyncProperty(PAIRS, async (pairs) => {
        const rig = new Rig();
        await said(
          `${dataOf(pairs)}bysort g (place): gen n = _n
by g: gen many = _N
by g: gen before = x[_n-1]
by g: gen sum = x
by g: replace sum = sum[_n-1] + x if _n > 1
bysort g (x place): keep if _n == _N | many < 100
sort place
`,
          rig,
        );
        const column = (name: string) => rig.session.state.dataset.find(name)?.values;
        const missing = 2 ** 1023;
        const earlier = pairs.map(([g], at) => pairs.slice(0, at).filter(([other]) => other === g));
        expect(column('n')).toEqual(earlier.map(({ length }) => length + 1));
        expect(column('many')).toEqual(
          pairs.map(([g]) => pairs.filter(([other]) => other === g).length),
        );
        expect(column('before')).toEqual(earlier.map((before) => before.at(-1)?.[1] ?? missing));
        expect(column('sum')).toEqual(
          pairs.map(([, x], at) => (earlier[at] ?? []).reduce((sum, [, other]) => sum + other, x)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('leaves nothing behind, not even when it is broken off', async () => {
    const rig = new Rig();
    expect(await said(`${SIX}capture bysort g: nonsense\ndisplay _N`, rig)).toBe('6\n');
  });
});

describe('egen', () => {
  it('agrees with itself, by option and by prefix, and with what is meant', async () => {
    await fc.assert(
      fc.asyncProperty(PAIRS, async (pairs) => {
        const rig = new Rig();
        await said(
          `${dataOf(pairs)}egen mean = mean(x), by(g)
bysort g: egen again = mean(x)
by g: egen total = total(x)
egen first = tag(g)
egen number = group(g)
egen row = rowtotal(g x)
sort place
`,
          rig,
        );
        const column = (name: string) => rig.session.state.dataset.find(name)?.values ?? [];
        const total = (g: number) =>
          pairs.filter((each) => each[0] === g).reduce((sum, [, x]) => sum + x, 0);
        const groups = [...new Set(pairs.map(([g]) => g))].toSorted((a, b) => a - b);
        expect(column('again')).toEqual(column('mean'));
        expect(column('total')).toEqual(pairs.map(([g]) => total(g)));
        expect(column('number')).toEqual(pairs.map(([g]) => groups.indexOf(g) + 1));
        expect(column('row')).toEqual(pairs.map(([g, x]) => g + x));
        expect(column('first').filter((is) => is === 1)).toHaveLength(groups.length);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['egen m = mean(x) if x > 2', '(2 missing values generated)\n'],
    ['egen s = seq(), from(1) to(2) block(3)\nlist s, clean noobs', '   1  \n   1  \n   1  \n   2'],
    ['replace x = 1 in 2\negen r = rank(x)\ndisplay r[1]', '1.5\n'],
    ['egen c = concat(g x), punct(-)\ndisplay c[2]', '0-2\n'],
    ['egen n = nothing(x)', 'unknown egen function nothing()\nr(133);\n'],
    ['egen x = mean(x)', 'variable x already defined\nr(110);\n'],
    ['egen m = mean(x), loudly', 'option loudly not allowed\nr(198);\n'],
  ])('%s', async (code, expected) => {
    expect(await said(SIX + code)).toContain(expected);
  });
});
