import { COMMANDS } from '../../src/stata/command/commands.ts';
import { FUNCTIONS } from '../../src/stata/expression/functions.ts';
import { MACRO_LENGTH_MAX } from '../../src/stata/value/macro-length.ts';
import { STRING_LENGTH_MAX } from '../../src/stata/value/string-length.ts';
import type { Workloads } from './workloads.ts';

/** A line has more in it than what it goes through. */
const LINE_LENGTH = MACRO_LENGTH_MAX - 100;

/** What long lines are made of: words, quotes, and what takes lines apart. */
const IN_LINES = ['a ', '"a" ', '(', ')', 'a(b) ', '1/3 ', ', ', '=', '`"', '{bf:a}', 'if '];

/** What long strings are made of. */
const IN_STRINGS = ['a', 'a ', '12', ' ', 'é', '.'];

/** What is said of the local macro x. */
export const OF_MACROS = [
  ...[
    'word count $X',
    'word 900000 of $X',
    'piece 3 20 of "$X"',
    'display $X',
    'all $X',
    'environment $X',
  ],
  ...[
    'type $X',
    'format $X',
    'variable label $X',
    'value label $X',
    'dir "$X"',
    'length local x',
    'local x',
  ],
  ...['sizeof x', 'sort x', 'uniq x', 'dups x', 'clean x', 'retokenize x', 'posof "b" in x'].map(
    (call) => `list ${call}`,
  ),
  ...['|', '&', '-', '==', '===', 'in'].map((operator) => `list x ${operator} x`),
  'subinstr local x "a" "b", all',
  ...['data label', 'pwd', 'sysdir', 'r(scalars)', 'e(scalars)', 's(macros)'],
];

const LOOPS = ['foreach i in', 'foreach i of numlist', 'foreach i of varlist', 'forvalues i ='];

const LINES = [
  ...COMMANDS.flatMap(({ name }) => [`${name} $X`, `${name} a, $X`]),
  ...OF_MACROS.map((call) => `local y : ${call}`),
  ...LOOPS.map((head) => `${head} $X {\ncontinue, break\n}`),
  ...['if', 'while'].map((head) => `${head} $X {\n}`),
];

/** The most text that there may be, for each command, function, and function of macros. */
export const LONG_TEXTS: readonly Workloads[] = [
  ...IN_LINES.map((unit) => ({
    data: `a line of ${unit.trim()}`,
    before: 'set obs 3\ngenerate a = 1',
    macro: unit.repeat(LINE_LENGTH / unit.length),
    mayFail: true,
    lines: LINES,
  })),
  ...IN_STRINGS.map((unit) => ({
    data: `a string of ${unit}`,
    before: '',
    mayFail: true,
    lines: [...FUNCTIONS].flatMap(([name, { least, most }]) =>
      argumentsOf(Math.min(Math.max(least, 1), most)).map(
        (values) =>
          [
            `scalar X = "${unit}" * ${Math.floor(STRING_LENGTH_MAX / unit.length)}`,
            `scalar y = ${name}(${values.join(', ')})`,
          ] as const,
      ),
    ),
  })),
];

/** One long argument and some short ones, and all of them long. */
function argumentsOf(count: number): readonly (readonly string[])[] {
  const first = ['X', '"a"', '"b"', '3'].slice(0, count);
  return [first, first.map(() => 'X')];
}
