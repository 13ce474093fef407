/**
 * Each command on the most data that are allowed, for the measurement of the longest turn
 * (`longest-turns.ts`). `$N` is a million, or a part of it.
 */
export interface Workloads {
  /** What there is. */
  readonly data: string;
  /** Makes it, unmeasured. Each line below finds it as it was made. */
  readonly before: string;
  /** What is measured: a line, or one that other code goes before, unmeasured. */
  readonly lines: readonly (string | readonly [before: string, line: string])[];
  /** What the global macro X and the local macro x are; default: nothing. */
  readonly macro?: string;
  /** Whether a line may be an error; default: it may not. */
  readonly mayFail?: boolean;
}

/** Commands that are not measured, each with the reason why they do nothing that grows with data. */
export const UNMEASURED: ReadonlyMap<string, string> = new Map([
  ...['args', 'display', 'gettoken', 'global', 'tokenize', 'syntax'].map(
    (name) => [name, 'goes through its line and macros, whose length is limited'] as const,
  ),
  ...['sreturn', 'tempfile', 'tempname', 'tempvar'].map(
    (name) =>
      [name, 'goes through its line, whose length is limited, or passes on what is there'] as const,
  ),
  ...['do', 'run'].map((name) => [name, 'reads a file as include does'] as const),
  ...['estimates', 'lincom', 'margins', 'predict', 'test'].map(
    (name) => [name, 'is answered by the scenario, or refused'] as const,
  ),
  ...['!', 'mata', 'python', 'shell', 'winexec', 'xshell', 'net', 'ssc', 'help'].map(
    (name) => [name, 'says that there is no such thing here'] as const,
  ),
  ...['adopath', 'discard', 'findfile', 'sysdir', 'which'].map(
    (name) => [name, 'looks at a few folders'] as const,
  ),
  ...['cd', 'erase', 'mkdir', 'pwd', 'rm'].map(
    (name) => [name, 'asks the disk for one thing'] as const,
  ),
  ...['continue', 'error', 'exit', 'more', 'sleep', 'timer', 'version'].map(
    (name) => [name, 'does one small thing'] as const,
  ),
  ['mkf', 'makes an empty frame'],
  ['pwf', 'says a name'],
  ['sysuse', 'has 74 cars'],
  ['webuse', 'has the same 74 cars'],
]);

/** Subcommands that are not measured, each with its reason. */
export const UNMEASURED_SUBCOMMANDS: ReadonlyMap<string, string> = new Map([
  ...['change', 'pwf', 'create', 'rename'].map(
    (name) => [`frame ${name}`, 'does one thing with one of a hundred frames'] as const,
  ),
  ...['on', 'off', 'list', 'clear'].map(
    (name) => [`timer ${name}`, 'knows a hundred timers'] as const,
  ),
  ...['more', 'rmsg', 'trace', 'linesize', 'pagesize', 'seed'].map(
    (name) => [`set ${name}`, 'changes one setting'] as const,
  ),
  ...['close', 'set', 'query', 'replay'].map((name) => [`graph ${name}`, 'does nothing'] as const),
  ...['hbar', 'box', 'hbox', 'dot', 'pie', 'matrix', 'combine', 'twoway'].map(
    (name) => [`graph ${name}`, 'draws what graph bar draws'] as const,
  ),
  ...['describe', 'display', 'save'].map(
    (name) => [`graph ${name}`, 'shows one command line'] as const,
  ),
  ...['list', 'clear', 'local', 'scalar'].map(
    (name) => [`return ${name}`, 'does what ereturn does'] as const,
  ),
  ...['list', 'clear', 'local', 'scalar', 'matrix'].map(
    (name) => [`sreturn ${name}`, 'does what ereturn does'] as const,
  ),
  ...['local', 'scalar', 'matrix'].map(
    (name) => [`ereturn ${name}`, 'puts one thing somewhere'] as const,
  ),
  ['matrix drop', 'does what scalar drop does'],
  ['program drop', 'does what scalar drop does'],
  ['_return hold', 'keeps what _return restore gives back'],
  ['ereturn post', 'does what ereturn clear does'],
  ['_return dir', 'does nothing'],
  ['_return drop', 'does what ereturn clear does'],
  ...['existence', 'new file', 'file', 'directory', 'number', 'integer number', 'format'].map(
    (name) => [`confirm ${name}`, 'looks at one word'] as const,
  ),
  ...['names', 'matrix', 'scalar', 'new variable'].map(
    (name) => [`confirm ${name}`, 'goes through its line, or looks for one name'] as const,
  ),
  ...['mata', 'python', 'java', 'rngstream', 'collect'].map(
    (name) => [`clear ${name}`, 'does nothing'] as const,
  ),
  ...['matrix', 'programs', 'ado', 'frames', 'results'].map(
    (name) => [`clear ${name}`, 'does a part of what clear all does'] as const,
  ),
  ['clear *', 'does what clear all does'],
  ['scalar dir', 'does what scalar list does'],
  ['macro dir', 'does what macro list does'],
  ['macro define', 'does what global does'],
  ['label data', 'keeps one text'],
  ['log on', 'writes its head'],
  ['log off', 'writes its head'],
]);

/** As many as there may be of what has a name. */
const GLOBALS = each(9900, "global g`i' `i'");
const SCALARS = each(9900, "scalar s`i' = `i'");
const MATRICES = each(9900, "matrix m`i' = I(1)");
const LABELS = each(4999, 'label define l`i\' 1 "a"');
const FRAMES = each(99, "frame copy default f`i'");
const GRAPHS = each(100, "scatter x, name(g`i')");
const RESULTS = each(9900, "ereturn scalar s`i' = `i'\nereturn local m`i' `i'");
const RETURNED = `program p, rclass\n${each(9900, "return scalar s`i' = `i'")}\nend\np`;
const LOGS = each(100, "log using l`i'.log, name(l`i')");
/** A program can't be defined in a loop, but a file can that defines some. */
const PROGRAMS = [
  'file open f using p.do, write replace',
  each(100, 'file write f "program p`i\'_\\$i" _n "end" _n'),
  'file close f',
  each(99, "global i `i'\ninclude p.do"),
].join('\n');
const FILES = each(999, "file open f`i' using f`i'.txt, write");

function each(count: number, line: string): string {
  return `forvalues i = 1/${count} {\nquietly ${line.replaceAll('\n', '\nquietly ')}\n}`;
}

export const WORKLOADS: readonly Workloads[] = [
  {
    data: 'one number in each of N observations',
    before: 'set obs $N\ngenerate double x = runiform()',
    lines: [
      'generate y = sum(x) if x[_n-1] < 0.5',
      'egen y = mean(x)',
      'egen y = sd(x)',
      'egen y = total(x)',
      'egen y = sum(x)',
      'egen y = count(x)',
      'egen y = min(x)',
      'egen y = max(x)',
      'egen y = median(x)',
      'egen y = iqr(x)',
      'egen y = pctile(x), p(10)',
      'egen y = std(x)',
      'egen y = rank(x)',
      'egen y = group(x)',
      'egen y = tag(x)',
      'egen y = seq(), from(1) to(9)',
      'xtile q = x, nquantiles(100)',
      'clonevar y = x',
      'summarize x',
      'summarize x, detail',
      ['clear', 'set obs $N'],
      'count if x > 0.5',
      'assert x < 2',
      'levelsof x in 1/50000',
      'recode x (0/0.5 = 1) (else = 2), generate(y)',
      'isid x',
      'duplicates tag, generate(d)',
      'graph bar x',
      'scatter x',
      'histogram x',
      'kdensity x',
      'line x',
      'twoway (scatter x)',
      'list in 1/20000',
      'list in 1/20000, clean',
    ],
  },
  {
    data: 'two numbers in each of N observations',
    before: 'set obs $N\ngenerate long id = mod(_n * 7919, $N)\ngenerate double x = runiform()',
    lines: [
      'replace x = x[_n-1] + 1',
      'sort x',
      'gsort -x',
      'drop if x > 0.5',
      'keep if x > 0.5',
      'order x',
      'rename x y',
      'format x %9.2f',
      'label variable x "x"',
      'describe',
      'compress',
      'recast double id',
      'sample 50',
      'isid x id',
      'collapse (mean) a=x (median) b=x (sd) c=x (p10) d=x',
      'collapse (mean) x, by(id)',
      'collapse (sum) a=x (count) b=x (min) c=x (max) d=x (iqr) e=x',
      [
        'replace id = mod(_n, 1000)',
        'collapse (first) a=x (last) b=x (firstnm) c=x (lastnm) d=x, by(id)',
      ],
      'preserve',
      ['preserve', 'restore'],
      ['preserve', 'restore, preserve'],
      ['preserve', 'restore, not'],
      'frame copy default other',
      'frame put x, into(other)',
      ['frame copy default other', 'frames drop other'],
      ['mkf other', 'cwf other'],
      'clear',
      'save a.dta, replace',
      ['save a.dta, replace', 'use a.dta, clear'],
      'export delimited using a.csv, replace',
      ['export delimited using a.csv, replace', 'import delimited using a.csv, clear'],
      [
        "keep in 1/`=$N/4'\nexport delimited using a.csv, replace",
        'import delimited using a.csv, clear stringcols(_all)',
      ],
      ['save a.dta, replace\nkeep id', 'merge 1:1 id using a.dta, nogenerate'],
      ["keep in 1/`=$N/2'\nsave a.dta, replace", 'append using a.dta'],
      ['replace id = mod(_n, 12000)\nreplace x = mod(_n, 80)', 'tabulate id x'],
      ['replace id = mod(_n, 12000)', 'tabulate id'],
      ['replace id = mod(_n, 1000)', 'bysort id: replace x = x[1]'],
      ['replace id = mod(_n, 1000)\nsort id', 'by id: replace x = _n'],
      ['replace id = mod(_n, 1000)', 'duplicates drop id, force'],
      ["keep in 1/`=$N/10'", 'expand 10'],
      "mkmat x id in 1/`=$N/8', matrix(A)",
    ],
  },
  {
    data: 'as many names as there may be',
    before: 'set obs 10\ngenerate x = _n',
    lines: [
      [GLOBALS, 'macro list'],
      [GLOBALS, 'macro drop _all'],
      [GLOBALS, 'local y : all globals'],
      ['local x = 9000 * "a "\ntokenize `x\'', 'macro shift'],
      [SCALARS, 'scalar list'],
      [SCALARS, 'scalar drop _all'],
      [`${SCALARS}\n${RESULTS}`, 'clear all'],
      [MATRICES, 'matrix dir'],
      [PROGRAMS, 'program dir'],
      [`program q\n${'a\n'.repeat(100_000)}end`, 'program list q'],
      [LABELS, 'label dir'],
      [LABELS, 'label list'],
      [LABELS, 'label drop _all'],
      'label define l 1 "a"',
      'label variable x "a"',
      [FRAMES, 'frame dir'],
      [FRAMES, 'frame drop _all'],
      [FRAMES, 'frame reset'],
      [GRAPHS, 'graph dir'],
      'graph export g.png',
      'graph drop _all',
      [RESULTS, 'ereturn list'],
      [RESULTS, 'ereturn clear'],
      [RETURNED, 'return add'],
      [`${RETURNED}\n_return hold b`, '_return restore b'],
      [LOGS, 'log query _all'],
      'log close _all',
      [FILES, 'local y : dir . files "*"'],
      'file query',
      'file close _all',
    ],
  },
  {
    data: 'two numbers in each of two thirds of N observations',
    before:
      "set obs `=int(0.66*$N)'\ngenerate double x = runiform()\ngenerate long g = mod(_n, $N/10)",
    lines: [
      'contract g x',
      'bysort g: egen m = mean(x)',
      'egen m = rank(x), by(g)',
      'egen m = group(g x)',
      'egen m = rowmean(g x)',
      'egen m = rowsd(g x)',
      'egen m = rowmedian(g x)',
      'egen m = rowtotal(g x)',
      'egen m = rowmin(g x)',
      'egen m = rowmax(g x)',
      'egen m = rownonmiss(g x)',
      'egen m = rowmiss(g x)',
      'egen m = rowfirst(g x)',
      'egen m = rowlast(g x)',
      'duplicates report g x',
      ["frame put g in 1/`=0.09*$N', into(o)\nframe o: generate y = 1", 'frlink m:1 g, frame(o)'],
      [
        "frame put g in 1/`=0.09*$N', into(o)\nframe o: generate y = 1\nquietly frlink m:1 g, frame(o)\ndrop x",
        'frget y, from(o)',
      ],
      ['save m.dta, replace\nkeep g\nduplicates drop', 'merge 1:m g using m.dta'],
      [
        'preserve\nkeep g\nduplicates drop\nsave m.dta, replace\nrestore',
        'merge m:1 g using m.dta',
      ],
      ['save m.dta, replace', 'merge m:m g using m.dta'],
      ['save m.dta, replace\nreplace x = .', 'merge 1:1 _n using m.dta, update'],
      ['rename x x1\nreplace g = _n', 'reshape long x, i(g) j(k)'],
      ['replace g = ceil(_n / 2)\ngenerate byte k = mod(_n, 2)', 'reshape wide x, i(g) j(k)'],
      [
        'replace g = mod(_n, 600)\nreplace x = mod(_n, $N/1000)\nquietly duplicates drop',
        'fillin g x',
      ],
    ],
  },
  {
    data: 'one number in each of N/3 observations',
    before: "set obs `=int($N/3)'\ngenerate double x = runiform()",
    lines: [
      'generate str5 t = "a"',
      'egen y = concat(x)',
      'tostring x, generate(t) force',
      'tostring x, replace force',
    ],
  },
  {
    data: 'two short texts in each of 0.22 N observations',
    before: "set obs `=int(0.22*$N)'\ngenerate s = string(mod(_n, 60000))\ngenerate t = string(_n)",
    lines: [
      'replace s = s + "x"',
      'sort t',
      ['drop t', 'encode s, generate(e)'],
      ['drop t\nencode s, generate(e)\ndrop s', 'decode e, generate(d)'],
      ['drop t\nencode s, generate(e)\ndrop s', 'label list e'],
      'destring s t, replace',
      'levelsof s',
      'compress',
      'recast str10 s',
      'isid s t',
      ['drop s', 'split t, parse(1) limit(1)'],
      'collapse (first) t, by(s)',
      'duplicates report',
      'save t.dta, replace',
      ['save t.dta, replace', 'use t.dta, clear'],
      'export delimited using t.csv, replace',
      ['export delimited using t.csv, replace', 'import delimited using t.csv, clear'],
      ['save t.dta, replace\nkeep t', 'merge 1:1 t using t.dta, nogenerate'],
      'drop if s == "1"',
    ],
  },
  {
    data: 'as many in another frame, too',
    before: 'set obs `=int(0.22*$N)\'\ngenerate s = string(_n)\ngenerate t = s + "a"',
    lines: ['sort t', 'replace s = s + "x"', 'save t.dta, replace'].map(
      (line) => ['frame put s t, into(o)\nframe o: quietly replace t = t + "b"', line] as const,
    ),
  },
  {
    data: '31 texts of a million characters',
    before: 'set obs 31\ngenerate strL s = "a" * 1000000 + string(_n)',
    lines: [
      'generate n = s == "b"',
      'sort s',
      'isid s',
      'egen g = group(s)',
      'contract s',
      'tabulate s in 1/5',
      'levelsof s in 1',
      'list in 1/5',
      'encode s, generate(e)',
      'destring s, generate(n) force ignore("a")',
      'split s in 1, parse(b)',
      'compress',
      'recast str2045 s, force',
      'save l.dta, replace',
      ['save l.dta, replace', 'use l.dta, clear'],
      'export delimited using l.csv, replace',
      ['export delimited using l.csv, replace', 'import delimited using l.csv, clear'],
      'preserve',
      'collapse (first) s',
    ],
  },
  {
    data: '5000 variables of N/2500 observations',
    before:
      "set obs `=$N/2500'\ngenerate long id = _n\nforvalues i = 1/4990 {\nquietly generate v`i' = `i'\n}",
    lines: [
      'generate y = v4990 + v4989',
      'summarize v*',
      'describe',
      'ds v*, has(type numeric) alpha',
      'order _all, alphabetic',
      'rename v* w*',
      'drop v*',
      'keep v1-v4000',
      'egen m = rowmean(v*)',
      'egen m = group(v*)',
      'recode v* (1/10 = 1)',
      'format v* %9.2f',
      'label values v* l',
      'collapse (mean) v*, by(id)',
      'duplicates drop',
      'sort v*',
      ["keep in 1/`=$N/25000'", 'reshape long v, i(id) j(k)'],
      'save w.dta, replace',
      ['save w.dta, replace', 'use w.dta, clear'],
      ['save w.dta, replace', 'merge 1:1 id using w.dta, nogenerate'],
      ["keep in 1/`=$N/5000'\nsave w.dta, replace", 'append using w.dta'],
      'export delimited using w.csv, replace',
      ['export delimited using w.csv, replace', 'import delimited using w.csv, clear'],
      ['frame copy default o\nkeep id\nfrlink 1:1 id, frame(o)', 'frget v*, from(o)'],
      'list in 1/5',
      'preserve',
      'mkmat v1-v600, matrix(A)',
      'confirm variable v4990',
    ],
  },
  {
    data: 'matrices as large as they may be',
    before:
      'matrix A = J(500, 500, 2)\nmatrix B = J(290, 290, 1) + I(290)\nmatrix C = J(360, 360, 2)\n' +
      'matrix E = J(1, 250000, 1)\nmatrix F = J(125000, 1, 2)',
    lines: [
      'matrix X = A + A',
      'matrix X = A - A',
      'matrix X = A / 2',
      "matrix X = A'",
      'matrix X = C * C',
      'matrix X = J(500, 1, 1) # J(1, 500, 1)',
      'matrix X = F \\ F',
      "matrix X = F' , F'",
      'matrix X = A[1..499, 2..500]',
      'matrix X = I(500)',
      'matrix X = inv(B)',
      'matrix X = invsym(B)',
      'matrix X = syminv(B)',
      'matrix X = cholesky(A + 3 * I(500))',
      'matrix X = diag(J(1, 500, 2))',
      'matrix X = vecdiag(A)',
      'matrix X = hadamard(A, A)',
      'matrix list A',
      'matrix list E',
      'matrix rownames F = a b',
      'matrix colnames E = a b',
      'scalar d = det(C)',
      'scalar d = trace(A) + issymmetric(A) + rowsof(F) + colsof(E) + el(A, 500, 500)',
      'scalar d = rownumb(F, "r125000") + colnumb(E, "c250000")',
      'svmat A',
      'return matrix m = A',
    ],
  },
  {
    data: 'files of 32 N characters',
    before:
      "set obs `=int(0.8*$N)'\ngenerate double x = runiform()\ngenerate double y = x / 3\n" +
      'export delimited using short.csv\nclear\nfile open long using long.csv, write\n' +
      'local x = "a" * 250000\nforvalues i = 1/`=int(124*$N/1000000)\' {\nfile write long "`x\'" _n\n}\nfile close long',
    lines: [
      'import delimited using short.csv, clear',
      'import delimited using long.csv, clear',
      'file open h using short.csv, read',
      ['file open w using w.txt, write replace', 'file write w ("a" * 1000000)'],
      ['file open k using short.csv, read', 'file read k line'],
      ['file open i using long.csv, read', 'file read i line'],
      'capture use short.csv, clear',
      'capture include short.csv',
      'log using short.csv, append name(l)',
    ],
  },
];
