import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MISSING } from '../../../../src/stata/value/missing.ts';
import { Rig } from '../../run-do.ts';
import { said } from '../said.ts';

const MASTER = `quietly set obs 3
quietly generate id = _n
quietly generate x = id * 10
`;

/** What a using file is made of: `id` 2, 3, 4, 5, and their squares. */
const USING = {
  'z.do': `quietly set obs 4
quietly generate id = _n + 1
quietly generate z = id^2
quietly save z
clear
`,
};

async function withUsing(code: string): Promise<string> {
  const rig = new Rig(USING);
  await said('run z.do', rig);
  return said(MASTER + code, rig);
}

describe('merge', () => {
  it('says what became of each observation, as Stata does', async () => {
    expect(await withUsing('merge 1:1 id using z')).toBe(`
    Result                      Number of obs
    -----------------------------------------
    Not matched                             3
        from master                         1  (_merge==1)
        from using                          2  (_merge==2)

    Matched                                 2  (_merge==3)
    -----------------------------------------
`);
    expect(await withUsing('merge m:1 id using z, keep(match) nogenerate')).toBe(`
    Result                      Number of obs
    -----------------------------------------
    Not matched                             0
    Matched                                 2  
    -----------------------------------------
`);
  });

  it('may update what is missing, or whatever differs', async () => {
    const code = (options: string): string =>
      `quietly {\nset obs 4\nreplace id = 4 in 4\ngenerate z = cond(id == 2, 9, .)\nreplace x = 0 in 2\n}
merge 1:1 id using z, ${options}\nlist id z _merge, clean noobs nolabel`;
    expect(await withUsing(code('update'))).toBe(`
    Result                      Number of obs
    -----------------------------------------
    Not matched                             2
        from master                         1  (_merge==1)
        from using                          1  (_merge==2)

    Matched                                 3
        not updated                         0  (_merge==3)
        missing updated                     2  (_merge==4)
        nonmissing conflict                 1  (_merge==5)
    -----------------------------------------

   id    z   _merge  
    1    .        1  
    2    9        5  
    3    9        4  
    4   16        4  
    5   25        2  
`);
    const replaced = await withUsing(code('update replace keep(5 match_updates) noreport'));
    expect(replaced).toBe(
      '\n   id    z   _merge  \n    2    4        5  \n    3    9        4  \n    4   16        4  \n',
    );
  });

  it('m:m goes in step, and the last of the shorter ones with what is left', async () => {
    const code =
      "quietly replace id = 2\ntempfile t\nquietly save `t'\nquietly use z, clear\n" +
      "quietly replace id = 2 if id < 4\nmerge m:m id using `t', noreport\nlist, clean noobs nolabel";
    expect(await withUsing(code)).toBe(
      '\n   id    z    x   _merge  \n    2    4   10        3  \n    2    9   20        3  \n' +
        '    2    9   30        3  \n    4   16    .        1  \n    5   25    .        1  \n',
    );
  });

  it('takes of the using data what it is told to, also of variables that both have', async () => {
    const code =
      'generate z = 1\nmerge 1:1 id using z, keepusing(id) noreport\nlist id z in l, clean noobs';
    expect(await withUsing(code)).toBe('\n   id   z  \n    5   .  \n');
  });

  it.each([
    [
      'merge 1:1 id using z, replace',
      'option replace may be specified only with option update\nr(198);\n',
    ],
    ['merge 1:1 id using nowhere', 'file nowhere.dta not found\nr(601);\n'],
    ['generate _merge = 1\nmerge 1:1 id using z', 'variable _merge already defined\nr(110);\n'],
    [
      'quietly replace id = 2\nmerge 1:1 id using z',
      'variable id does not uniquely identify observations in the master data\nr(459);\n',
    ],
    ['merge 1:1 x using z', 'variable x not found\nr(111);\n'],
    [
      'drop id\ngenerate id = "a"\nmerge m:1 id using z',
      'key variable id is str1 in master but float in using data\nr(106);\n',
    ],
    [
      'merge 1:1 id using z, assert(match)',
      'merge:  after merge, not all observations as asserted\nr(9);\n',
    ],
    ['merge id using z', 'invalid syntax\nr(198);\n'],
  ])('%s', async (code, expected) => {
    expect(await withUsing(code)).toBe(expected);
  });

  it('is what joining row by row comes to', async () => {
    const keys = fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(keys, keys, async (left, right) => {
        const rig = new Rig();
        const data = (keys: readonly number[], name: string): string =>
          `clear\nset obs ${keys.length}\ngen id = .\n${keys
            .map((key, at) => `replace id = ${key} in ${at + 1}`)
            .join('\n')}\ngen ${name} = id + 100\n`;
        await said(`${data(right, 'there')}save u\n${data(left, 'here')}merge 1:1 id using u`, rig);
        const column = (name: string) => rig.session.state.dataset.find(name)?.values;
        const sorted = left.toSorted((a, b) => a - b);
        const only = right.filter((key) => !left.includes(key));
        const missing = 2 ** 1023;
        expect(column('id')).toEqual([...sorted, ...only]);
        expect(column('here')).toEqual([
          ...sorted.map((key) => key + 100),
          ...only.map(() => missing),
        ]);
        expect(column('there')).toEqual([
          ...sorted.map((key) => (right.includes(key) ? key + 100 : missing)),
          ...only.map((key) => key + 100),
        ]);
        expect(column('_merge')).toEqual([
          ...sorted.map((key) => (right.includes(key) ? 3 : 1)),
          ...only.map(() => 2),
        ]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('data that change their shape', () => {
  it.each<[string, string, string]>([
    ['append', 'append using z\ndisplay _N " " id[7] " " z[7] " " x[7]', '7 5 25 .\n'],
    [
      'append of larger values',
      'preserve\nquietly replace x = 1000\nquietly save big\nrestore\nrecast byte x\nappend using big',
      "(variable x was byte, now int to accommodate using data's values)\n",
    ],
    ['collapse', 'collapse (sum) x (mean) m=x (count) n=x\ndisplay x " " m " " n', '60 20 3\n'],
    [
      'collapse by',
      'generate g = id > 1\ncollapse (max) x, by(g)\nlist, clean noobs',
      '\n   g    x  \n   0   10  \n   1   30  \n',
    ],
    ['collapse by nothing known', 'collapse (mode) x', 'invalid statistic: mode\nr(198);\n'],
    [
      'recode',
      'recode id (1=10) (2/3=20 "many"), generate(new)\nrecode x 10=11\nlabel list',
      '(3 differences between id and new)\n(1 changes made to x)\nnew:\n          20 many\n',
    ],
    [
      'recode with ends',
      'recode x (min/15=1) (15/max=2)\ndisplay x[1] x[3]',
      '(3 changes made to x)\n12\n',
    ],
    [
      'encode and decode',
      'generate s = cond(id == 2, "a", "b")\nencode s, generate(n)\ndecode n, generate(t)\ndisplay n[1] t[1]',
      '2b\n',
    ],
    ['encode of numbers', 'encode x, generate(n)', 'not possible with numeric variable\nr(107);\n'],
    ['tostring', 'tostring x, replace\ndisplay x + "!"', 'x was float now str2\n10!\n'],
    ['tostring anew', 'tostring x, generate(s)', 's generated as str2\n'],
    [
      'destring',
      'tostring x, replace\ndestring x, replace',
      'x was float now str2\nx: all characters numeric; replaced as byte\n',
    ],
    [
      'destring of words',
      'generate s = "a"\ndestring s, replace\ndestring s, replace force',
      's: contains nonnumeric characters; no replace\n' +
        's: contains nonnumeric characters; replaced as byte\n(3 missing values generated)\n',
    ],
    ['levelsof', 'levelsof x, local(l)\ndisplay "`l\'" r(r)', '10 20 30\n10 20 303\n'],
    ['levelsof of words', 'generate s = "a b"\nlevelsof s', '`"a b"\'\n'],
    ['levelsof, clean', 'generate s = "a b"\nlevelsof s, clean', 'a b\n'],
    [
      'isid',
      'isid id\ngenerate one = 1\nisid one',
      'variable one does not uniquely identify the observations\nr(459);\n',
    ],
    ['rename by pattern', 'generate xa = 1\nrename x* y*\ndescribe, simple', 'id  y  ya\n'],
    ['rename, all at once', 'rename (id x) (x id)\ndescribe, simple', 'x  id\n'],
    ['rename to what is there', 'rename id x', 'variable x already defined\nr(110);\n'],
    ['rename, letters', 'rename *, upper\ndescribe, simple', 'ID  X\n'],
    [
      'reshape',
      'generate y = 1\nrename (x y) (v1 v2)\nreshape long v, i(id) j(t)\ndisplay v[3]',
      `(j = 1 2)

Data                               Wide   ->   Long
-----------------------------------------------------------------------------
Number of observations                3   ->   6           
Number of variables                   3   ->   3           
j variable (2 values)                     ->   t
xij variables:
                                  v1 v2   ->   v
-----------------------------------------------------------------------------
20
`,
    ],
  ])('%s', async (_what, code, expected) => {
    expect(await withUsing(code)).toBe(expected);
  });

  it('come back when they are made long and wide again', async () => {
    const columns = fc.array(
      fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    await fc.assert(
      fc.asyncProperty(columns, async (rows) => {
        const rig = new Rig();
        const cells = rows.flatMap((row, at) =>
          row.map((value, column) => `replace v${column + 1} = ${value} in ${at + 1}`),
        );
        await said(
          `set obs ${rows.length}\ngen id = _n\ngen v1 = .\ngen v2 = .\ngen v3 = .\n${cells.join('\n')}
reshape long v, i(id) j(t)
reshape wide v, i(id) j(t)`,
          rig,
        );
        const column = (name: string) => rig.session.state.dataset.find(name)?.values;
        expect(rows.map((_row, at) => [1, 2, 3].map((n) => column(`v${n}`)?.[at]))).toEqual(rows);
      }),
      { numRuns: 20 },
    );
  });
});

describe('delimited text', () => {
  it('is read', async () => {
    const rig = new Rig({ 'd.csv': 'Name,Age,Height\n"Doe, J.",41,1.75\n"say ""x""",,2\n' });
    expect(await said('import delimited d.csv\nlist, clean noobs', rig)).toBe(
      `(encoding automatically selected: ISO-8859-1)
(3 vars, 2 obs)

      name   age   height  
   Doe, J.    41     1.75  
   say "x"     .        2  
`,
    );
    expect(await said('describe, simple\nimport delimited d', rig)).toBe(
      'name  age  height\nno; dataset in memory has changed since last saved\nr(4);\n',
    );
    expect(await said('import delimited nowhere, clear', rig)).toBe(
      'file nowhere.csv not found\nr(601);\n',
    );
    expect(await said('import excel d.xlsx', rig)).toContain('r(198)');
  });

  it('has numbers that are as they were written', async () => {
    const rig = new Rig({ 'd.csv': '12345678901,16777217,0.1,1e999\n1,1,12,1\n' });
    await said('import delimited d', rig);
    expect(rig.session.state.dataset.variables.map(({ type, values }) => [type, values])).toEqual([
      ['double', [12345678901, 1]],
      ['long', [16777217, 1]],
      ['float', [Math.fround(0.1), 12]],
      ['byte', [MISSING, 1]],
    ]);
  });

  it('comes back as it went', async () => {
    const cell = fc.oneof(
      fc.string({ minLength: 1, maxLength: 6 }),
      fc.constantFrom('"', ',', 'ä\nö', "a'b"),
    );
    const unread = /[`$\r]|^[\s.]*$|^\s*[-+\d.]/;
    const texts = fc.array(
      cell.filter((text) => !unread.test(text)),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(texts, async (texts) => {
        const rig = new Rig();
        await said(`set obs ${texts.length}\ngen s = ""\ngen n = _n`, rig);
        const variable = rig.session.state.dataset.find('s');
        for (const [at, text] of texts.entries())
          if (variable !== undefined) variable.values[at] = text;
        await said('export delimited using t.csv\nimport delimited t.csv, clear varnames(1)', rig);
        expect(rig.session.state.dataset.find('s')?.values).toEqual(texts);
        expect(rig.session.state.dataset.find('n')?.values).toEqual(
          texts.map((_text, at) => at + 1),
        );
      }),
      { numRuns: 50 },
    );
  });
});
