import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Variable } from '../../../src/stata/dataset/variable.ts';
import { Rig } from '../run-do.ts';

const DATA = `set obs 12
generate id = _n
generate g = mod(_n, 3)
generate x = runiform()
generate y = x if g
generate str4 s = string(g)
generate d = .
label define l 1 "one"
label values g l
save a.dta
frame copy default f
frlink 1:1 id, frame(f) generate(lnk)
matrix A = I(3)
`;

const COMMANDS =
  'append,assert,bysort,clonevar,collapse,compress,contract,count,decode,destring,drop,duplicates drop,duplicates report,duplicates tag,egen,encode,expand,export delimited,fillin,frame put,frget,frlink,generate,import delimited,isid,keep,levelsof,list,matrix B =,merge,mkmat,order,preserve,recast,recode,rename,replace,reshape,restore,sample,save,sort,split,summarize,svmat,tabulate,tostring,use,xtile'.split(
    ',',
  );

const WORDS = [
  ...['x', 'y', 'id', 'g', 's', 'd', 'lnk', 'x*', '_all', '1', '0', '3', '.', '-1', '99', '1e300'],
  ...['_n', '_N', 'if', 'in', 'using', '=', ',', '(', ')', '"a"', 'x > 1', 's == "1"', '1/3', ':'],
  ...['gen(q)', 'force', 'replace', 'clear', 'by(g)', 'n(3)', 'parse("1")', 'limit(1)', 'q = x'],
  ...['byte', 'str1', 'double', 'int', 'strL', '1:1', 'm:1', 'm:m', '1:m', 'update', 'frame(f)'],
  ...['from(lnk)', 'prefix(p)', 'freq(z)', 'count', 'before(x)', 'after(s)', 'last', 'sequential'],
  ...['long', 'wide', 'i(id)', 'j(g)', 'sum(x)', 'mean(x)', 'rank(x)', 'group(s)', 'concat(s g)'],
  ...['(mean)', '(first)', '(count)', 'A*A', 'inv(A)', 'a.dta', 'into(n)', 'matrix(A)', '(1=2)'],
];

/** Commands that mean something, as long as the data are what they were. */
const SENSIBLE =
  `append using a.dta, generate(n)|bysort g: generate n = sum(x)|clonevar n = s if x > 0.5
collapse (mean) x (first) s, by(g)|compress|contract g s|decode g, generate(n)|destring s, replace
drop in 1/2|duplicates drop g, force|duplicates tag s, generate(n)|egen n = concat(s g) if g|encode s, generate(n)
expand 2, generate(n)|expand g|fillin g id|frame put s x if g, into(n)|frget n = s, from(lnk)|keep if x < 0.5
merge 1:1 id using a.dta, update|merge m:m g using a.dta, generate(n)|merge m:1 s using a.dta, nogenerate
recast str1 s, force|recode g (1=100000), generate(n)|recode g 0=0.5|replace x = . in 1/4|replace s = s + "longer"
reshape wide x s, i(id) j(g)|sample 50, by(s)|sort s x|gsort -s|split s, parse(1)|svmat A|tostring g id, replace
use a.dta, clear|xtile n = x, nquantiles(3)|rename (g s) (s g)|drop n|set obs 20`.split(/[|\n]/);

const COMMAND = fc.oneof(
  fc.constantFrom(...SENSIBLE).map((command) => `capture ${command}`),
  fc
    .tuple(fc.constantFrom(...COMMANDS), fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }))
    .map(([command, words]) => `capture ${command} ${words.join(' ')}`),
);

it('Whatever is done to data, each variable has a value of its kind in each observation', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(COMMAND, { minLength: 5, maxLength: 30 }), async (lines) => {
      const rig = new Rig();
      await rig.run(DATA + lines.join('\n'));
      expect(rig.said.at(-1)).toMatchObject({ kind: 'ended', returnCode: 0 });
      const { variables, observations } = rig.session.state.dataset;
      const wrong = variables.filter(
        (variable) => variable.values.length !== observations || !hasOneKind(variable),
      );
      expect(wrong).toEqual([]);
    }),
  );
});

function hasOneKind({ type, values }: Variable): boolean {
  const kind = type.startsWith('str') ? 'string' : 'number';
  return Array.from(values).every((value) => typeof value === kind && !Number.isNaN(value));
}
