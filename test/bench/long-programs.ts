import { MACRO_LENGTH_MAX } from '../../src/stata/value/macro-length.ts';

/** How long a do-file is, in characters. */
const PROGRAM_LENGTH = 1_000_000;

/** A do-file of a lot of one thing. It may fail, and may have no end. */
export interface LongProgram {
  readonly what: string;
  readonly code: () => string;
  /** Files that it finds. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether its lines are shown. */
  readonly isEchoed: boolean;
  /** When Break is pressed, unless it has ended before, in milliseconds. */
  readonly breakAfterMs: number;
}

/** A lot of one thing, and what comes before and after it. */
type Shape = readonly [what: string, unit: string, before?: string, after?: string];

/** How long it is run that is the same all the time. */
const A_WHILE_MS = 40;

/** How long a line is worked on. */
const A_LINE_MS = 300;

/** How long it is run that has something at its end. */
const TO_THE_END_MS = 2000;

/** What lines are full of, one after the other, up to a megabyte. */
const LINES: readonly Shape[] = [
  ['no lines but newlines', '\n'],
  ['the same of old Macs', '\r'],
  ['the same of Windows', '\r\n'],
  ['commands', 'local a 1\n'],
  ['what is said', 'display 1\n'],
  ['long lines', `local a ${'a'.repeat(10_000)}\n`],
  ['caught errors', 'capture foo\n'],
  ['heard errors', 'capture noisily error 198\n'],
  ['star comments', '*\n'],
  ['comments after slashes', '//\n'],
  ['an open comment', 'a\n', '/*\n'],
  ['comments in comments', '/*\n'],
  ['a statement that goes on', '///\n', 'a '],
  ['what goes on after words', 'a ///\n'],
  ['many that go on', 'display ///\n1\n'],
  ['quotes', '"\n'],
  ['open brackets', '(\n'],
  ['open braces', '{\n'],
  ['ends', '}\nend\n'],
  ['a statement up to a semicolon', 'a\n', '#delimit ;\n', ';'],
  ['semicolons', ';\n', '#delimit ;\n'],
  ['statements up to semicolons', 'local a\n1;\n', '#delimit ;\n'],
  ['long lines of statements', `${'local a 1;'.repeat(26_000)}\n`, '#delimit ;\n'],
  ['long lines of semicolons', `${';'.repeat(MACRO_LENGTH_MAX)}\n`, '#delimit ;\n'],
  ['delimiters', '#delimit ;\n#delimit cr\n'],
  ['a program', 'local a 1\n', 'program p\n', 'end\np\n'],
  ['a program of comments', '*\n', 'program p\n', 'end\np\n'],
  ['a program without an end', 'a\n', 'program p\n'],
  ['programs', 'program p\nend\nprogram drop p\n'],
  ['a program that is listed', 'a\n', 'program p\n', 'end\nprogram list p\n'],
  ['calls', 'p\n', 'program p\nend\n'],
  ['calls of calls', 'p\n', 'program p\ncapture p\nend\n'],
  ['a body', 'local a 1\n', 'forvalues i = 1/2 {\n', '}\n'],
  ['a body without an end', 'a\n', 'forvalues i = 1/2 {\n'],
  ['loops', 'forvalues i = 1/2 {\n}\n'],
  ['loops in loops', 'forvalues i = 1/1 {\n'],
  ['quiet loops in loops', 'quietly foreach i in 1 {\n'],
  ['a block', 'local a 1\n', 'if 1 {\n', '}\n'],
  ['a block that is quiet', 'display 1\n', 'quietly {\n', '}\n'],
  ['a block that is passed over', 'local a 1\n', 'if 0 {\n', '}\n'],
  ['blocks that are passed over', 'forvalues i = 1/2 {\n}\nif 1 {\n}\n', 'if 0 {\n', '}\n'],
  ['blocks in blocks', 'if 1 {\n'],
  ['quiet blocks in blocks', 'quietly {\n'],
  ['caught blocks in blocks', 'capture {\n'],
  ['blocks that fail', 'capture noisily {\nerror 198\n}\n'],
  ['a block that fails', 'a\n', 'if 1 {\nerror 198\n'],
  ['if after if', 'if 0 {\n}\nelse if 0 {\n}\n'],
  ['if after if in lines', 'if 0 local a 1\nelse if 0 local a 1\n', 'if 0 local a 1\n'],
  ['a long if', 'else if 0 local a 1\n', 'if 0 local a 1\n'],
  ['data', '1\n', 'input x\n', 'end'],
  ['Mata', 'a\n', 'mata:\n', 'end\n'],
  ['Python', 'a\n', 'python:\n', 'end\n'],
  ['what includes itself', 'include a.do\n'],
  ['what includes itself and catches it', 'capture include a.do\n'],
  ['what does itself and catches it', 'capture do a.do\n'],
  ['what runs itself and catches it', 'capture run a.do\n'],
  ['a log', 'display 1\n', 'log using a.log\n'],
  ['a log in SMCL', 'display 1\n', 'log using a.smcl\n'],
  ['logs', 'log using a.log, replace\nlog close\n'],
  ['a trace', 'local a 1\n', 'set trace on\nprogram p\n', 'end\np\n'],
  ['a trace of what is passed over', 'local a 1\n', 'set trace on\nif 0 {\n', '}\n'],
  ['a trace of calls', 'capture noisily p\n', 'set trace on\nprogram p\ncapture p\nend\n'],
  ['times', 'local a 1\n', 'set rmsg on\n'],
  ['preserved data', 'preserve\nrestore\n', 'set obs 1000\ngenerate a = 1\n'],
  ['temporary names', 'tempvar a\ntempname b\ntempfile c\n'],
  ['frames', 'frame create a\nframe drop a\n'],
  ['variables', 'generate a = 1\ndrop a\n', 'set obs 1\n'],
  ['files', 'file open a using a.txt, write replace\nfile close a\n'],
  ['steps of a macro', "local a `++a'\n"],
  ['a macro that grows', "local a `a' b c d e f g h\n"],
  ['a scalar that grows', 'scalar a = a + "a" * 100\n', 'scalar a = ""\n'],
  ['a matrix that grows', 'matrix A = A \\ (1, 2)\n', 'matrix A = (1, 2)\n'],
];

/** What one line is full of. */
const IN_A_LINE: readonly Shape[] = [
  ['words', 'a '],
  ['a name', 'a'],
  ['a star comment', 'a', '*'],
  ['comments', '/**/'],
  ['comments in comments', '/*'],
  ['ends of comments', '*/'],
  ['slashes', '/ '],
  ['quotes', '"'],
  ['compound quotes', '`"'],
  ['ends of compound quotes', `"'`],
  ['macros', "`a'"],
  ['globals', '$a'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Stata's
  ['globals in braces', '${a}'],
  ['macros in macros', '`a'],
  ['globals in globals', '${'],
  ['numbers in macros', "`=1'"],
  ['functions in macros', "`:word 1 of a'"],
  ['steps in macros', "`++a'"],
  ['backslashes', '\\`'],
  ['braces', '{'],
  ['closing braces', '}'],
  ['backslashes', '\\'],
  ['what no character is', '\u{1d6fd}'],
  ['a text', 'a', 'display "', '"'],
  ['words of a text', 'a ', 'display "', '"'],
  ['letters that take two places', '\u{1d6fd}', 'display "', '"'],
  ['texts', '"a" ', 'display '],
  ['things that are said', '%9.2f 1 as text "a" _column(9) ', 'display '],
  ['newlines that are said', '_newline(100000) ', 'display '],
  ['blanks that are said', '_skip(100000) ', 'display '],
  ['columns that are said', '_column(100000) ', 'display '],
  ['texts that are said often', '_dup(1000) "abcdefghij" ', 'display '],
  ['SMCL', '{bf:a}', 'display "', '"'],
  ['SMCL in SMCL', '{bf:', 'display "', '"'],
  ['open SMCL', '{', 'display "', '"'],
  ['rules of SMCL', '{hline 79}', 'display "', '"'],
  ['columns of SMCL', '{col 70}', 'display "', '"'],
  ['repeated SMCL', '{dup 1000:abc}', 'display "', '"'],
  ['blanks of SMCL', '{space 1000}', 'display "', '"'],
  ['aligned SMCL', '{center 79:a}', 'display "', '"'],
  ['a paragraph of SMCL', 'word ', 'display "{p 0 4}', '{p_end}"'],
  ['an SMCL log of SMCL', '{bf:a}', 'log using a.smcl\ndisplay "', '"'],
  ['a trace of words', 'a ', 'set trace on\nif 1 {\nlocal a ', '\n}\n'],
  ['a trace of macros', "`b'", 'set trace on\nlocal b c\nif 1 {\nlocal a ', '\n}\n'],
  ['a sum', '1+', 'display ', '1'],
  ['texts together', '"a"+', 'display ', '"a"'],
  ['a choice of choices', 'cond(1,1,', 'display '],
  ['brackets', '(', 'display '],
  ['minuses', '-', 'display ', '1'],
  ['nots', '!', 'display ', '1'],
  ['powers', '2^', 'display ', '1'],
  ['comparisons', '1<', 'display ', '1'],
  ['arguments', '1,', 'display max(', '1)'],
  ['if if', 'if 1 ', '', 'local a 1'],
  ['else else', 'else ', 'if 0 local a 1\n', 'local a 1'],
  ['else if', 'else if 0 ', 'if 0 local a 1\n', 'local a 1'],
  ['prefixes', 'quietly ', '', 'local a 1'],
  ['prefixes that catch', 'capture ', '', 'error 1'],
  ['prefixes with a colon', 'capture noisily: ', '', 'error 1'],
  ['prefixes of a block', 'noisily ', '', '{\n}\n'],
  ['versions', 'version 17: ', '', 'local a 1'],
  ['frames', 'frame default: ', '', 'local a 1'],
  ['by by', 'by a: ', 'set obs 3\ngenerate a = 1\n', 'local a 1'],
  ['a list of a loop', 'a ', 'foreach i in ', '{\n}\n'],
  ['texts of a loop', '"a b" ', 'foreach i in ', '{\n}\n'],
  ['numbers of a loop', '1 ', 'foreach i of numlist ', '{\n}\n'],
  ['ranges of a loop', '1/9 ', 'foreach i of numlist ', '{\n}\n'],
  ['variables of a loop', 'a ', 'set obs 1\ngenerate a = 1\nforeach i of varlist ', '{\n}\n'],
  ['new variables of a loop', 'a ', 'foreach i of newlist ', '{\n}\n'],
  ['the end of a loop', '+1', 'forvalues i = 1/(1', ') {\n}\n'],
  ['a range of ranges', '1/', 'forvalues i = ', '1 {\n}\n'],
  ['a condition', '1&', 'while ', '0 {\n}\n'],
  ['options of a program', 'rclass ', 'program p, ', '\nend\n'],
  ['a name of a program', 'p', 'program ', '\nend\n'],
  ['arguments of a program', 'a ', 'program p\nargs a b\nlocal c $a\nend\np '],
  ['arguments that have names', 'a ', 'program p\nargs ', '\nend\np 1 2 3\n'],
  ['options of a syntax', '[a] ', 'program p\nsyntax ', '\nend\np\n'],
  ['more of them', 'a ', 'program p\nsyntax [, ', ']\nend\np\n'],
  ['options that a syntax reads', 'a ', 'program p\nsyntax [, a *]\nend\np, '],
  [
    'variables that a syntax reads',
    'a ',
    'program p\nsyntax varlist\nend\nset obs 1\ngenerate a = 1\np ',
  ],
  ['what a syntax takes', 'a ', 'program p\nsyntax anything\nend\np '],
  ['a condition that a syntax reads', '1&', 'program p\nsyntax [if]\nend\nset obs 1\np if '],
  ['tokens', 'a ', 'tokenize ', '\nwhile "`1\'" != "" {\nmacro shift\n}\n'],
  ['tokens that are got', 'a ', 'local x ', '\nwhile "`x\'" != "" {\ngettoken y x : x\n}\n'],
  ['labels', '1 "a" ', 'label define l '],
  ['a row', '1,', 'matrix A = (', '1)'],
  ['a column', '1\\', 'matrix A = (', '1)'],
  ['a matrix of brackets', '(', 'matrix A = '],
  ['rules', '(1=1) ', 'set obs 1\ngenerate a = 1\nrecode a '],
  ['plots', '(scatter a a) ', 'set obs 1\ngenerate a = 1\ntwoway '],
  ['Mata', 'a ', 'mata: '],
  ['a shell', 'a ', '! '],
  ['an unknown command', 'a ', 'foo '],
  ['an unknown command with braces', '{', 'foo '],
  ['a loop in a line', '{ ', 'foreach i in 1 '],
];

/** Loops and calls without an end. */
const ENDLESS: readonly (readonly [what: string, code: string])[] = [
  ['a loop of nothing', 'while 1 {\n}'],
  ['a loop of loops', 'while 1 {\nforvalues i = 1/3 {\n}\n}'],
  ['a loop of output', 'while 1 {\ndisplay "a"\n}'],
  ['a loop of errors', 'while 1 {\ncapture error 198\n}'],
  ['calls of two', 'program p\ncapture p\ncapture p\nend\np'],
];

/** Do-files as long as a megabyte, of anything that there may be much of. */
export const LONG_PROGRAMS: readonly LongProgram[] = [
  ...LINES.flatMap((shape) => ofLines(shape)),
  ...IN_A_LINE.map(([what, unit, before = '', after = '']) => ({
    what: `a line: ${what}`,
    code: () => full(unit, MACRO_LENGTH_MAX - 100, before, after),
    isEchoed: true,
    breakAfterMs: A_LINE_MS,
  })),
  ...ENDLESS.map(([what, code]) => ({
    what,
    code: () => code,
    isEchoed: false,
    breakAfterMs: A_WHILE_MS,
  })),
];

/** Shown and not, and once up to its end, if there is something. */
function ofLines([what, unit, before = '', after = '']: Shape): readonly LongProgram[] {
  const code = (): string => full(unit, PROGRAM_LENGTH, before, after);
  const files = what.includes('itself') ? { 'a.do': code() } : {};
  const one = { what: `lines: ${what}`, code, files };
  return [
    { ...one, isEchoed: true, breakAfterMs: A_WHILE_MS },
    { ...one, isEchoed: false, breakAfterMs: after === '' ? A_WHILE_MS : TO_THE_END_MS },
  ];
}

function full(unit: string, length: number, before: string, after: string): string {
  return before + unit.repeat(length / unit.length) + after;
}
