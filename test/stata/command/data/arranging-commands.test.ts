import { describe, expect, it } from 'vitest';
import { Rig } from '../../run-do.ts';
import { said } from '../said.ts';

/** `id` 1 to 6, `g` 1 1 2 2 2 3, and `s` a text of it. */
const DATA = `quietly {
set obs 6
generate double id = _n
generate g = cond(_n < 3, 1, cond(_n < 6, 2, 3))
generate str8 s = string(g)
}
`;

const withData = (code: string): Promise<string> => said(DATA + code);

describe('duplicates', () => {
  it('are reported by how many copies there are', async () => {
    expect(await withData('duplicates report g\ndisplay r(N) " " r(unique_value)')).toBe(`
Duplicates in terms of g

--------------------------------------
   Copies | Observations       Surplus
----------+---------------------------
        1 |            1             0
        2 |            2             1
        3 |            3             2
--------------------------------------
6 3
`);
  });

  it('are tagged by how many others there are', async () => {
    const text = await withData('duplicates tag g s, generate(d)\nlist d in 2/3, clean noobs');
    expect(text).toBe('\nDuplicates in terms of g s\n\n   d  \n   1  \n   2  \n');
  });

  it('are dropped, but for the first', async () => {
    const text = await withData(
      'quietly replace id = 9 in 4/5\nduplicates drop\nduplicates drop g, force\nlist id, clean noobs',
    );
    expect(text).toBe(
      '\nDuplicates in terms of all variables\n\n(1 observation deleted)\n' +
        '\nDuplicates in terms of g\n\n(2 observations deleted)\n' +
        '\n   id  \n    1  \n    3  \n    6  \n',
    );
  });

  it('may be none', async () => {
    expect(await withData('duplicates drop')).toBe(
      '\nDuplicates in terms of all variables\n\n(0 observations are duplicates)\n',
    );
  });

  it.each([
    ['duplicates drop g', 'force option required\nr(198);\n'],
    ['duplicates tag g', 'option generate() required\nr(198);\n'],
    ['duplicates tag g, generate(id)', 'variable id already defined\nr(110);\n'],
    ['duplicates list', 'duplicates list is not here: there are report, tag and drop\nr(198);\n'],
    ['duplicates report, force', 'option force not allowed\nr(198);\n'],
  ])('%s is wrong', async (code, message) => {
    expect((await withData(code)).endsWith(message)).toBe(true);
  });
});

describe('compress', () => {
  it('finds the smallest types that lose nothing', async () => {
    expect(await withData('compress\ncompress')).toBe(
      '  variable id was double now byte\n' +
        '  variable g was float now byte\n' +
        '  variable s was str8 now str1\n' +
        '  (102 bytes saved)\n' +
        '  (0 bytes saved)\n',
    );
  });

  it('makes no float of a double, and no long of a float', async () => {
    const code = 'replace id = 0.5 in 1\nquietly replace g = 100000\ncompress id g';
    expect(await withData(code)).toBe('(1 real change made)\n  (0 bytes saved)\n');
  });
});

describe('expand', () => {
  it('adds copies at the end', async () => {
    expect(await withData('expand g if g < 3, generate(c)\nlist id c in 6/l, clean noobs')).toBe(
      '(3 observations created)\n\n   id   c  \n    6   0  \n    3   1  \n    4   1  \n    5   1  \n',
    );
  });

  it('says what it can make nothing of', async () => {
    expect(await withData('expand id - 2 in 1/3\nexpand .\nexpand = 1')).toBe(
      '(1 negative count ignored; observation not deleted)\n' +
        '(1 zero count ignored; observation not deleted)\n' +
        '(0 observations created)\n' +
        '(6 missing counts ignored; observations not deleted)\n' +
        '(0 observations created)\n' +
        '(0 observations created)\n',
    );
  });

  it('has no more room than there is', async () => {
    expect(await withData('expand 1000000')).toBe('no room to add more observations\nr(901);\n');
  });
});

describe('contract', () => {
  it('counts each combination of values', async () => {
    expect(await withData('contract g, percent(p)\nlist, clean noobs')).toBe(
      '\n   g   _freq       p  \n   1       2   33.33  \n   2       3   50.00  \n   3       1   16.67  \n',
    );
  });

  it('leaves the data as they are when a name is taken', async () => {
    expect(await withData('capture contract g, freq(g)\ndisplay _rc " " _N')).toBe('110 6\n');
  });
});

describe('sample', () => {
  it('keeps so many in a hundred', async () => {
    expect(await withData('sample 50\ndisplay _N')).toBe('(3 observations deleted)\n3\n');
  });

  it('keeps so many of each group, in their order, and all that are not looked at', async () => {
    const code = 'sample 1 if g < 3, count by(g)\nassert id > id[_n-1] if _n > 1\ndisplay _N g[3]';
    expect(await withData(code)).toBe('(3 observations deleted)\n33\n');
  });

  it('refuses more than all', async () => {
    expect(await withData('sample 101')).toBe('101 invalid number\nr(198);\n');
  });
});

describe('xtile', () => {
  it('tells in which part of all numbers each is', async () => {
    const code = 'xtile q = id, nquantiles(3)\nquietly replace id = . in 6\nxtile h = id';
    expect(await withData(`${code}\nlist q h, clean noobs`)).toBe(
      '\n   q   h  \n   1   1  \n   1   1  \n   2   1  \n   2   2  \n   3   2  \n   3   .  \n',
    );
  });
});

describe('fillin', () => {
  it('has all combinations of values', async () => {
    const code = 'quietly keep in 2/3\nfillin s id\nlist, clean noobs';
    expect(await withData(code)).toBe(
      '\n   id   g   s   _fillin  \n    2   1   1         0  \n    3   .   1         1  \n' +
        '    2   .   2         1  \n    3   2   2         0  \n',
    );
  });
});

describe('order', () => {
  it.each([
    ['order s', 's id g'],
    ['order id, last', 'g s id'],
    ['order s, before(g)', 'id s g'],
    ['order id, after(g)', 'g id s'],
    ['order _all, alphabetic', 'g id s'],
    ['rename (g s) (x10 x9)\norder _all, sequential', 'id x9 x10'],
  ])('%s', async (code, names) => {
    const rig = new Rig();
    await said(DATA + code, rig);
    expect(rig.session.state.dataset.variables.map(({ name }) => name).join(' ')).toBe(names);
  });
});

describe('split', () => {
  it('makes a variable of each part', async () => {
    const code =
      'quietly keep in 1/3\nquietly replace s = "a, b,c" in 1\nquietly replace s = "" in 2\n';
    const look = 'display s1[1] s2[1] s3[1] s1[2] s1[3] s2[3] r(nvars)';
    expect(await withData(`${code}split s, parse(,)\n${look}`)).toBe(
      'variables created as string: \ns1  s2  s3\nabc23\n',
    );
    expect(await withData(`${code}split s, generate(t) limit(1)\ndisplay t1[1]`)).toBe(
      'variable created as string: \nt1\na,\n',
    );
  });

  it.each([
    ['split id', 'type mismatch\nr(109);\n'],
    [
      'split s, generate(s)\nsplit s',
      'variable created as string: \ns1\nvariable s1 already defined\nr(110);\n',
    ],
  ])('%s', async (code, text) => {
    expect(await withData(code)).toBe(text);
  });
});

describe('recast', () => {
  it.each([
    ['recast byte id\nrecast double g\ndescribe id g, simple', 'id  g\n'],
    [
      'quietly replace id = 0.5 in 1/2\nrecast int id',
      'id:  2 values would be changed; not changed\n',
    ],
    [
      'quietly replace id = 1.5 in 1\nrecast int id, force\ndisplay id[1]',
      'id:  1 value changed\n1\n',
    ],
    [
      'quietly replace s = "abü" in 1\nrecast str3 s, force\ndisplay s[1]',
      's:  1 value changed\nab\n',
    ],
    ['recast str4 id', 'type mismatch\nr(109);\n'],
    ['recast many id', 'invalid syntax\nr(198);\n'],
  ])('%s', async (code, text) => {
    expect(await withData(code)).toBe(text);
  });
});

it('clonevar makes another variable that looks the same', async () => {
  const code =
    'label variable g "groups"\nlabel define l 2 "two"\nlabel values g l\nclonevar h = g if id > 2';
  const look = 'list h in 2/3, clean noobs\ndisplay "`: variable label h\'"';
  expect(await withData(`${code}\n${look}`)).toBe(
    '(2 missing values generated)\n\n     h  \n     .  \n   two  \ngroups\n',
  );
});

describe('ds', () => {
  it('shows names downwards in columns, as many as a line has room for', async () => {
    expect(await said('sysuse auto, clear\nds')).toBe(
      `(1978 automobile data)
make          rep78         weight        displacement
price         headroom      length        gear_ratio
mpg           trunk         turn          foreign
`,
    );
  });

  it.each([
    ['ds, has(type numeric)', 'id g'],
    ['ds, not(type numeric)', 's'],
    ['ds, has(type str8)', 's'],
    ['ds g, not', 'id s'],
    ['ds, alpha', 'g id s'],
    ['label variable g "the group"\nds, has(varlabel)', 'g'],
    ['label variable g "the group"\nds, has(varlabel *up)', 'g'],
    ['label define l 1 "a"\nlabel values g l\nds, has(vallabel)', 'g'],
    ['format id %tq\nds, has(format %t*)', 'id'],
  ])('%s', async (code, names) => {
    expect(await withData(`${code}\ndisplay r(varlist)`)).toBe(
      `${names.replaceAll(/(\w+) (?=\w)/g, (_, name: string) => name.padEnd(4))}\n${names}\n`,
    );
  });

  it.each([
    ['ds, has(colour red)', 'invalid syntax\nr(198);\n'],
    ['ds, has(type byte) not(type int)', 'only one of has() and not() is allowed\nr(198);\n'],
    ['ds nobody', 'variable nobody not found\nr(111);\n'],
  ])('%s is wrong', async (code, message) => {
    expect((await withData(code)).endsWith(message)).toBe(true);
  });
});
