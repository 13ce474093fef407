import fc from 'fast-check';
import { COMMANDS } from '../../../src/stata/command/commands.ts';

const MARKS = '` \' " `" "\' $ { } ( ) [ ] , = : * / # % \\ /// /* */ // - + == . ! & ;'.split(' ');
const WORDS = [
  ...[
    'x',
    'i',
    '1',
    '0',
    '3',
    '1/3',
    '_n',
    '_N',
    'r(mean)',
    'e(b)',
    'c(N)',
    '%9.2f',
    'price',
    'mpg',
  ],
  ...['if', 'in', 'using', 'of', 'numlist', 'varlist', 'local', 'as err', '_continue', '{hline 5}'],
  ...[
    'name(a)',
    'replace',
    'text',
    'on',
    'off',
    'list',
    'drop',
    'clear',
    '_all',
    'a.do',
    'auto',
    'ü',
  ],
  ...[
    'by(x)',
    '(mean)',
    'gen(q)',
    ': list',
    'x:',
    'A',
    'A*A',
    'default',
    'i(x)',
    'j(y)',
    '(1=2)',
    '1:1',
  ],
  ...['"a b"', "`x'", '$x', 'obs', 'rmsg', 'more', 'seed', 'number', 'file', 'end', '{', '}'],
];
const HEADS = [
  ...['forvalues i = 1/3 {', 'foreach x in a b {', 'while 1 {', 'if 1 {', 'else {', '}', 'end'],
  ...[
    'quietly {',
    'frame default {',
    'set trace on',
    'sysuse auto, clear',
    'bysort foreign: list',
    'matrix A = (1, 2)',
    'capture {',
    'capture noisily {',
    'program define p',
    '#delimit ;',
    '#delimit cr',
  ],
];

const ARGUMENT = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 3, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
);
const COMMAND = fc
  .record({
    prefix: fc.constantFrom('', '', '', 'capture ', 'quietly ', 'noisily '),
    name: fc.constantFrom(...COMMANDS.map(({ name }) => name)),
    rest: fc.array(ARGUMENT, { maxLength: 5 }),
  })
  .map(({ prefix, name, rest }) => `${prefix}${[name, ...rest].join(' ')}`);
const LINE = fc.oneof(
  { weight: 6, arbitrary: COMMAND },
  { weight: 2, arbitrary: fc.constantFrom(...HEADS) },
  { weight: 1, arbitrary: fc.array(ARGUMENT, { maxLength: 8 }).map((words) => words.join(' ')) },
);
/** Lines of anything that looks like Stata's language from afar. */
export const ANY_LINES = fc.array(LINE, { maxLength: 25 });
