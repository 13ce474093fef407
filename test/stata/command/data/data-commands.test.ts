import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rig } from '../../run-do.ts';
import { said } from '../said.ts';

const FIVE = 'quietly set obs 5\nquietly generate x = _n\n';

describe('commands on data', () => {
  it.each<[string, string, string]>([
    ['set obs', 'set obs 1000', 'Number of observations (_N) was 0, now 1,000.\n'],
    ['generate, with missings', `${FIVE}generate y = 1/(x > 4)`, '(4 missing values generated)\n'],
    ['generate, with one', `${FIVE}g y = x if x > 1`, '(1 missing value generated)\n'],
    ['replace', `${FIVE}replace x = 9 if x < 3`, '(2 real changes made)\n'],
    [
      'replace that looks back',
      `${FIVE}replace x = x[_n-1] + x if _n > 1\ndisplay x[5]`,
      '(4 real changes made)\n15\n',
    ],
    [
      'a running sum, of which what is missing is no part',
      `${FIVE}replace x = . in 2\ngenerate s = sum(x)\ndisplay s[1] " " s[2] " " s[5]`,
      '(1 real change made, 1 to missing)\n1 1 13\n',
    ],
    [
      'a running sum of what is looked at',
      `${FIVE}replace x = sum(x) if x != 3\ndisplay x[2] " " x[3] " " x[5]`,
      '(3 real changes made)\n3 3 12\n',
    ],
    [
      'a running sum by groups, and another beside it',
      `${FIVE}quietly by x, sort: generate g = x > 2\nby g (x), sort: generate s = sum(x) + 10 * sum(1)\ndisplay s[2] " " s[3] " " s[5]`,
      '23 13 42\n',
    ],
    ['replace of one', `${FIVE}replace x = 9 in 2`, '(1 real change made)\n'],
    ['replace of none', `${FIVE}replace x = x`, '(0 real changes made)\n'],
    ['replace to missing', `${FIVE}replace x = . in 1/2`, '(2 real changes made, 2 to missing)\n'],
    [
      'replace that needs more room',
      `${FIVE}generate byte b = 1\nreplace b = 1000 in 1`,
      'variable b was byte now int\n(1 real change made)\n',
    ],
    ['drop if', `${FIVE}drop if x > 3`, '(2 observations deleted)\n'],
    ['keep in', `${FIVE}keep in 2/l`, '(1 observation deleted)\n'],
    ['count', `${FIVE}count if mod(x, 2)`, '  3\n'],
    ['r() after count', `${FIVE}quietly count\ndisplay r(N)`, '5\n'],
    ['r() after summarize', `${FIVE}quietly summarize x\ndisplay r(mean) " " r(sum)`, '3 15\n'],
    ['a median', `${FIVE}quietly su x, d\ndisplay r(p50)`, '3\n'],
    ['rename', `${FIVE}rename x z\nsu z, meanonly\ndisplay r(max)`, '5\n'],
    ['gsort', `${FIVE}gsort -x\ndisplay x[1]`, '5\n'],
    ['string data', 'quietly set obs 1\ngen s = "a" + "b"\ndisplay s', 'ab\n'],
    ['sysuse', 'sysuse auto', '(1978 automobile data)\n'],
    ['restore', `${FIVE}preserve\nquietly drop if x > 1\nrestore\ndisplay _N`, '5\n'],
    [
      'the end of a program, which restores',
      `${FIVE}program p\npreserve\nquietly drop if x > 1\nend\np\ndisplay _N`,
      '5\n',
    ],
    [
      'save and use',
      `${FIVE}save d, replace\nclear\nuse d\ndisplay x[5]`,
      '(file d.dta not found)\nfile d.dta saved\n5\n',
    ],
  ])('%s', async (_what, code, expected) => {
    expect(await said(code)).toBe(expected);
  });

  it.each([
    ['use nowhere', 'file nowhere.dta not found\nr(601);\n'],
    ['use real', 'file real.dta not Stata format\nr(610);\n'],
    [`${FIVE}use d`, 'no; dataset in memory has changed since last saved\nr(4);\n'],
    ['sysuse census', 'file "census.dta" not found\nr(601);\n'],
    ['webuse nlsw88', 'host not found\nr(631);\n'],
    [`${FIVE}generate x = 2`, 'variable x already defined\nr(110);\n'],
    [`${FIVE}generate y = "a" + x`, 'type mismatch\nr(109);\n'],
    [`${FIVE}generate y = nowhere + 1`, 'nowhere not found\nr(111);\n'],
    [`${FIVE}replace x = cond(_n > 2, "a", "b")`, 'type mismatch\nr(109);\n'],
    [`${FIVE}replace x = "a"`, 'type mismatch\nr(109);\n'],
    [`${FIVE}drop nowhere`, 'variable nowhere not found\nr(111);\n'],
    [`${FIVE}list if`, 'invalid syntax\nr(198);\n'],
    [`${FIVE}list in 9`, 'observation numbers out of range\nr(198);\n'],
    [`${FIVE}summarize x, loudly`, 'option loudly not allowed\nr(198);\n'],
    [`${FIVE}set obs 2`, 'obs() must be at least 5\nr(198);\n'],
    ['set obs 1000000000', 'no room to add more observations\nr(901);\n'],
    ['restore', 'nothing to restore\nr(622);\n'],
    ['preserve\npreserve', 'already preserved\nr(621);\n'],
    [`${FIVE}save d\nsave d`, 'file d.dta saved\nfile d.dta already exists\nr(602);\n'],
    ['save d', 'no variables defined\nr(111);\n'],
  ])('%s', async (code, expected) => {
    expect(await said(code, new Rig({ 'real.dta': '<stata_dta><header><release>118' }))).toBe(
      expected,
    );
  });

  it('show tables as Stata does', async () => {
    const code = `quietly set obs 7
quietly generate number = _n * 1000.5
quietly generate byte odd = mod(_n, 2)
label define odd 0 even 1 odd
label values odd odd
summarize
tabulate odd
list number odd
list odd in 1/2, noobs
`;
    expect(await said(code)).toMatchInlineSnapshot(`
      "
          Variable |        Obs        Mean    Std. dev.       Min        Max
      -------------+---------------------------------------------------------
            number |          7        4002    2161.327     1000.5     7003.5
               odd |          7    .5714286    .5345225          0          1

              odd |      Freq.     Percent        Cum.
      ------------+-----------------------------------
             even |          3       42.86       42.86
              odd |          4       57.14      100.00
      ------------+-----------------------------------
            Total |          7      100.00

           +---------------+
           | number    odd |
           |---------------|
        1. | 1000.5    odd |
        2. |   2001   even |
        3. | 3001.5    odd |
        4. |   4002   even |
        5. | 5002.5    odd |
           |---------------|
        6. |   6003   even |
        7. | 7003.5    odd |
           +---------------+

        +------+
        |  odd |
        |------|
        |  odd |
        | even |
        +------+
      "
    `);
  });

  it('compute what they say they compute', async () => {
    const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), {
      minLength: 2,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(numbers, async (numbers) => {
        const rig = new Rig();
        const lines = numbers.map((number, at) => `quietly replace x = ${number} in ${at + 1}`);
        const code = `quietly set obs ${numbers.length}\nquietly gen double x = .\n${lines.join('\n')}\nquietly su x`;
        await rig.run(code, { isEchoed: false });
        const { scalars } = rig.session.state.r;
        const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
        const squares = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0);
        expect(scalars.get('mean')).toBeCloseTo(mean, 9);
        expect(scalars.get('Var')).toBeCloseTo(squares / (numbers.length - 1), 6);
        expect(scalars.get('min')).toBe(Math.min(...numbers));
        expect(scalars.get('max')).toBe(Math.max(...numbers));
      }),
      { numRuns: 30 },
    );
  });

  it('take no time, however many the data are', async () => {
    const rig = new Rig();
    await rig.run('set obs 200000\ngenerate x = _n\nreplace x = 1\nlist in 1/2000\n');
    expect(rig.clock.now()).toBe(0);
  });
});
