import { describe, expect, it } from 'vitest';
import { said } from '../command/said.ts';
import { Rig } from '../run-do.ts';

/** What a piece of code does, the code, and all that it says without its echo. */
type Row = readonly [what: string, code: string, expected: string];

function holds(rows: readonly Row[], files: Readonly<Record<string, string>> = {}): void {
  it.each(rows)('%s', async (_what, code, expected) => {
    expect(await said(code, new Rig(files))).toBe(expected);
  });
}

describe('capture and _rc', () => {
  holds([
    ['keeps the code of what failed', 'capture error 9\ndisplay _rc', '9\n'],
    ['is 0 after what went well', 'capture error 9\ncapture display 1\ndisplay _rc', '0\n'],
    ['is 0 after a block that went well', 'capture error 9\ncapture {\n}\ndisplay _rc', '0\n'],
    ['is 0 after nothing', 'capture error 9\ncapture\ndisplay _rc', '0\n'],
    ['is 0 after a comment', 'capture error 9\ncapture * x\ndisplay _rc', '0\n'],
    [
      'stays after commands that are not caught',
      'capture error 9\ndisplay 1\ndisplay _rc',
      '1\n9\n',
    ],
    [
      'stays after an error that is not caught at once',
      'capture {\nerror 7\n}\ndisplay _rc',
      '7\n',
    ],
    [
      'is that of the outer one at last',
      'capture {\ncapture error 9\nerror 8\n}\ndisplay _rc',
      '8\n',
    ],
    ['is 0 when the inner one caught', 'capture {\ncapture error 9\n}\ndisplay _rc', '0\n'],
    [
      'ends the block at the first error',
      'capture noisily {\ndisplay 1\nerror 9\ndisplay 2\n}',
      '1\nassertion is false\n',
    ],
    ['says nothing', 'capture display 1', ''],
    ['says what noisily lets it say', 'capture noisily display 1', '1\n'],
    [
      'says the error, too, and goes on',
      'capture noisily error 9\ndisplay _rc',
      'assertion is false\n9\n',
    ],
    ['may be short, and have a colon', 'cap error 9\ndi _rc\ncapture: error 8\ndi _rc', '9\n8\n'],
    ['knows what is unrecognized', 'capture nonsense\ndisplay _rc', '199\n'],
    [
      'knows what is not found',
      'capture drop x\ndisplay _rc\ncapture confirm file x\ndisplay _rc',
      '111\n601\n',
    ],
    ['catches what a program fails with', 'program p\nerror 7\nend\ncapture p\ndisplay _rc', '7\n'],
    [
      'catches exit with a code in a program',
      'program p\nexit 7\nend\ncapture p\ndisplay _rc',
      '7\n',
    ],
    ['leaves output on for what follows', 'capture error 9\ndisplay 1', '1\n'],
    [
      'can be asked in the line that it changes',
      'capture error 9\ncapture display _rc\ndisplay _rc',
      '0\n',
    ],
    [
      'is a number in macros',
      "capture error 9\nlocal rc = _rc\ncapture display 1\ndisplay `rc' _rc",
      '90\n',
    ],
    [
      'keeps stored results',
      'program p, rclass\nreturn scalar x = 1\nend\np\ncapture error 9\ndisplay r(x)',
      '1\n',
    ],
  ]);
});

describe('if and else', () => {
  holds([
    ['runs what is true', 'if 1 display "a"\nelse display "b"', 'a\n'],
    ['runs the other', 'if 0 display "a"\nelse display "b"', 'b\n'],
    [
      'runs the first that is true',
      'if 0 display 1\nelse if 1 display 2\nelse if 1 display 3\nelse display 4',
      '2\n',
    ],
    [
      'runs the last when none is',
      'if 0 {\ndisplay 1\n}\nelse if 0 {\ndisplay 2\n}\nelse {\ndisplay 3\n}',
      '3\n',
    ],
    [
      'runs blocks and lines in turn',
      'if 0 {\n}\nelse display 1\nif 0 display 2\nelse {\ndisplay 3\n}',
      '1\n3\n',
    ],
    ['wants an if before else', 'else display 1', 'invalid syntax\nr(198);\n'],
    ['wants an if before an else block', 'else {\ndisplay 1\n}', 'invalid syntax\nr(198);\n'],
    [
      'wants it right before',
      'if 0 display 1\ndisplay 2\nelse display 3',
      '2\ninvalid syntax\nr(198);\n',
    ],
    [
      'wants no two',
      'if 0 display 1\nelse display 2\nelse display 3',
      '2\ninvalid syntax\nr(198);\n',
    ],
    [
      'wants it in the same program',
      'program p\nelse display 1\nend\nif 0 display 2\np',
      'invalid syntax\nr(198);\n',
    ],
    [
      'wants it in the same block',
      'if 0 display 1\nif 1 {\nelse display 2\n}',
      'invalid syntax\nr(198);\n',
    ],
    ['passes over comments between them', 'if 0 display 1\n* comment\n\nelse display 2', '2\n'],
    ['is the outer one that an else belongs to', 'if 0 if 1 display 1\nelse display 2', '2\n'],
    [
      'does not evaluate what comes after the one that is taken',
      'if 1 display 1\nelse if nonsense display 2',
      '1\n',
    ],
    ['is true for missing', 'if . display "true"', 'true\n'],
    ['takes no string', 'if "a" display 1', 'type mismatch\nr(109);\n'],
    [
      'looks at the first observation',
      'quietly set obs 2\ngenerate x = _n\nif x == 1 display "first"\nif x == 2 display "second"',
      'first\n',
    ],
    [
      'decides anew in each round',
      'forvalues i = 1/2 {\nif `i\' == 1 display 1\nelse display "other"\n}',
      '1\nother\n',
    ],
    ['does not run what is not taken', 'if 0 {\nnonsense\n}\nelse {\ndisplay 1\n}', '1\n'],
  ]);
});

describe('temporaries', () => {
  const inProgram = (body: string): string => `program p\n${body}\nend\n`;
  holds(
    [
      [
        'are dropped with the program',
        `${inProgram("tempvar x\ngenerate `x' = 1\ndisplay c(k)")}quietly set obs 1\np\ndisplay c(k)`,
        '1\n0\n',
      ],
      [
        'are dropped when it fails',
        `${inProgram("tempvar x\ngenerate `x' = 1\nerror 9")}quietly set obs 1\ncapture p\ndisplay c(k)`,
        '0\n',
      ],
      [
        'stay with the session',
        "tempvar x\nquietly set obs 1\ngenerate `x' = 1\ndisplay c(k)",
        '1\n',
      ],
      [
        'are other ones in each program',
        `${inProgram('tempvar x\nif "`1\'" == "" p `x\'\nelse display "`x\'" != "`1\'"')}p`,
        '1\n',
      ],
      [
        'are scalars and matrices, too',
        `${inProgram("tempname s m\nscalar `s' = 1\nmatrix `m' = (1)\nglobal s `s'\nglobal m `m'")}p\ncapture display $s\ndisplay _rc\ncapture matrix list $m\ndisplay _rc`,
        '111\n111\n',
      ],
      [
        'are files that are erased',
        `${inProgram('tempfile f\nquietly save "`f\'", emptyok\nconfirm file "`f\'"\nglobal f `f\'')}p\ncapture confirm file "$f"\ndisplay _rc`,
        '601\n',
      ],
      [
        'of a do-file are dropped with it',
        'quietly set obs 1\nrun temporary.do\ndisplay c(k)',
        '0\n',
      ],
      [
        'brings data back after preserve',
        `${inProgram('preserve\nclear\ndisplay c(N)')}quietly set obs 3\np\ndisplay c(N)`,
        '0\n3\n',
      ],
      [
        'brings data back when it fails',
        `${inProgram('preserve\nclear\nerror 9')}quietly set obs 3\ncapture p\ndisplay c(N)`,
        '3\n',
      ],
      [
        'lets changes be kept',
        `${inProgram('preserve\nclear\nrestore, not')}quietly set obs 3\np\ndisplay c(N)`,
        '0\n',
      ],
      ['preserves one at a time', 'preserve\npreserve', 'already preserved\nr(621);\n'],
      [
        'restores once',
        'quietly set obs 3\npreserve\nclear\nrestore\ndisplay c(N)\nrestore',
        '3\nnothing to restore\nr(622);\n',
      ],
      [
        'preserves in each program apart',
        `program inner\npreserve\nclear\nend\n${inProgram('preserve\nquietly set obs 5\ninner\ndisplay c(N)')}quietly set obs 3\np\ndisplay c(N)`,
        '5\n3\n',
      ],
    ],
    { '/work/temporary.do': "tempvar x\ngenerate `x' = 1\n" },
  );
});

describe('macros', () => {
  holds(
    [
      ['are nothing when nobody set them', 'display "[`x\']"', '[]\n'],
      [
        'keep text, and values after =',
        'local a 1+1\nlocal b = 1+1\ndisplay "`a\' `b\'"',
        '1+1 2\n',
      ],
      ['stand in macros', "local a b\nlocal b 5\ndisplay ``a''", '5\n'],
      ['build names', 'local x1 a\nlocal i 1\ndisplay "`x`i\'\'"', 'a\n'],
      ['compute', "display `=2*3' `:word count a b c'", '63\n'],
      ['count before', "local i 1\ndisplay `++i' `i'", '22\n'],
      ['count after', "local i 1\ndisplay `i++' `i' `i--' `i'", '1221\n'],
      ['are put off by a backslash', 'local a \\`b\'\nlocal b 5\ndisplay "`a\'"', '5\n'],
      [
        'belong to their program',
        'program p\nlocal x inner\nend\nlocal x outer\np\ndisplay "`x\'"',
        'outer\n',
      ],
      ['are not seen from outside', 'program p\ndisplay "[`x\']"\nend\nlocal x outer\np', '[]\n'],
      [
        'are for all when they are global',
        'program p\nglobal x inner\nend\nglobal x outer\np\ndisplay "$x"',
        'inner\n',
      ],
      ['end where braces say', `global x a\nglobal xb c\ndisplay "\${x}b $xb"`, 'ab c\n'],
      ['build global names', `global x1 a\nlocal i 1\ndisplay "\${x\`i'}"`, 'a\n'],
      [
        'number arguments',
        "program p\ndisplay `\"`1'-`2'-`3'|`0'|`*'\"'\nend\np a \"b c\"",
        'a-b c-|a "b c"|a "b c"\n',
      ],
      ['move up', 'program p\nmacro shift\ndisplay "`1\' `*\'"\nend\np a b c', 'b b c\n'],
      ['are given names', 'program p\nargs a b\ndisplay "`b\'`a\'"\nend\np 1 2', '21\n'],
      ['go when they are set to nothing', 'local a 1\nlocal a\ndisplay "[`a\']"', '[]\n'],
      ['keep what is in compound quotes', 'local a `"say "hi""\'\ndisplay `"`a\'"\'', 'say "hi"\n'],
      [
        'are shared with an included file',
        "local x 1\nquietly include shared.do\ndisplay `x'",
        '2\n',
      ],
      ['are not shared with a do-file', "local x 1\nrun shared.do\ndisplay `x'", '1\n'],
      ["are a do-file's arguments", 'run arguments.do a "b c"\ndisplay "$given"', 'b c\n'],
      ['are expanded before the command is known', "local c display\n`c' 1", '1\n'],
    ],
    {
      '/work/shared.do': 'local x 2\n',
      '/work/arguments.do': "global given `2'\n",
    },
  );
});

describe('loops', () => {
  const numbers = (range: string): string =>
    `forvalues i = ${range} {\ndisplay "\`i'" _continue\n}`;
  holds([
    ['count up', numbers('1/3'), '123'],
    ['count in steps', numbers('1(2)6'), '135'],
    ['count as the first two do', numbers('1 3 to 7'), '1357'],
    ['count down', numbers('3(-1)1'), '321'],
    ['count down in steps', numbers('9(-3)1'), '963'],
    ['count down as the first two do', numbers('3 2 to 1'), '321'],
    ['count down to what is computed', `local n 3\n${numbers("`n'(-1)1")}`, '321'],
    ['count nothing', numbers('3/1'), ''],
    ['count nothing down', numbers('1(-1)3'), ''],
    ['count in tenths', numbers('0(.1).3'), '0.1.2.3'],
    ['count to what is computed', `local n 3\n${numbers("1/`=`n'-1'")}`, '12'],
    [
      'go on whatever becomes of the macro',
      "forvalues i = 1/3 {\nlocal i 9\ndisplay `i' _continue\n}",
      '999',
    ],
    ['leave no macro', 'forvalues i = 1/3 {\n}\ndisplay "[`i\']"', '[]\n'],
    [
      'have a range from before',
      "local n 2\nforvalues i = 1/`n' {\nlocal n 9\ndisplay `i' _continue\n}",
      '12',
    ],
    [
      'go through words, and what is in quotes',
      'foreach x in a "b c" d {\ndisplay "[`x\']" _continue\n}',
      '[a][b c][d]',
    ],
    [
      'go through nothing',
      'foreach x in {\ndisplay 1\n}\nforeach x of local none {\ndisplay 1\n}',
      '',
    ],
    [
      'go through a macro as it was',
      'local list a b\nforeach x of local list {\nlocal list `list\' c\ndisplay "`x\'" _continue\n}',
      'ab',
    ],
    [
      'go through a global',
      'global list a b\nforeach x of global list {\ndisplay "`x\'" _continue\n}',
      'ab',
    ],
    [
      'go through numbers',
      'foreach x of numlist 1/3 5 10(5)20 {\ndisplay "`x\' " _continue\n}',
      '1 2 3 5 10 15 20 ',
    ],
    [
      'go through variables',
      'quietly set obs 1\ngenerate aa = 1\ngenerate ab = 1\nforeach x of varlist a* {\ndisplay "`x\' " _continue\n}',
      'aa ab ',
    ],
    [
      'want variables that are there',
      'foreach x of varlist q* {\n}',
      'variable q* not found\nr(111);\n',
    ],
    ['while something is true', "local i 0\nwhile `++i' < 4 {\ndisplay `i' _continue\n}", '123'],
    [
      'go on with the next',
      "forvalues i = 1/3 {\nif `i' == 2 continue\ndisplay `i' _continue\n}",
      '13',
    ],
    [
      'go on after the loop',
      "forvalues i = 1/3 {\nif `i' == 2 continue, break\ndisplay `i' _continue\n}",
      '1',
    ],
    [
      'leave the inner one only',
      "forvalues i = 1/2 {\nforvalues j = 1/3 {\nif `j' == 2 continue, break\ndisplay \"`i'`j' \" _continue\n}\n}",
      '11 21 ',
    ],
    ['leave a while', "local i 0\nwhile 1 {\nif `++i' == 3 continue, break\n}\ndisplay `i'", '3\n'],
    [
      'end with an error',
      "capture noisily forvalues i = 1/3 {\ndisplay `i'\nif `i' == 2 error 9\n}\ndisplay _rc",
      '1\n2\nassertion is false\n9\n',
    ],
    ['want a brace', 'forvalues i = 1/3\ndisplay 1', '{ required\nr(100);\n'],
    [
      'want their body on lines of its own',
      'forvalues i = 1/3 { display 1 }',
      'program error:  code follows on the same line as open brace\nr(198);\n',
    ],
  ]);
});

describe('programs', () => {
  const factorial =
    "program f, rclass\nargs n\nif `n' <= 1 {\nreturn scalar x = 1\n}\nelse {\nf `=`n'-1'\nreturn scalar x = `n' * r(x)\n}\nend\n";
  holds(
    [
      ['call themselves', `${factorial}f 10\ndisplay r(x)`, '3628800\n'],
      [
        'call themselves as deep as may be',
        `${factorial}f 60\ndisplay r(x) > 1e80\ncapture f 70\ndisplay _rc\nf 3\ndisplay r(x)`,
        '1\n1000\n6\n',
      ],
      ['are defined once', 'program p\nend\nprogram p\nend', 'p already defined\nr(110);\n'],
      ['are dropped', 'program p\nend\nprogram drop p\ncapture p\ndisplay _rc', '199\n'],
      ['are left by exit', 'program p\ndisplay 1\nexit\ndisplay 2\nend\np\ndisplay 3', '1\n3\n'],
      [
        'leave their results',
        'program p, rclass\nreturn scalar a = 1\nreturn local b text\nend\np\ndisplay r(a) " `r(b)\'"',
        '1 text\n',
      ],
      [
        'leave old results alone, when they have none',
        'program p, rclass\nreturn scalar a = 1\nend\nprogram q\nend\np\nq\ndisplay r(a)',
        '1\n',
      ],
      [
        'replace old results',
        'program p, rclass\nreturn scalar a = 1\nend\nprogram q, rclass\nend\np\nq\ndisplay r(a)',
        '.\n',
      ],
      [
        'see the results of those before them',
        'program p, rclass\nreturn scalar a = 1\nend\nprogram q, rclass\ndisplay r(a)\nend\np\nq',
        '1\n',
      ],
      [
        'keep estimates',
        'program p, eclass\nereturn clear\nereturn scalar a = 2\nend\np\nprogram q, rclass\nend\nq\ndisplay e(a)',
        '2\n',
      ],
      [
        'are as quiet as they are called',
        'program p\ndisplay 1\nnoisily display 2\nend\nquietly p',
        '',
      ],
      [
        'are quiet where they say',
        'program p\nquietly {\ndisplay 1\nnoisily display 2\n}\ndisplay 3\nend\np',
        '2\n3\n',
      ],
      ['are found before a file', 'program loaded\ndisplay "mine"\nend\nloaded', 'mine\n'],
      ['are found in files', 'loaded', 'file\n'],
      [
        'have programs of their file to themselves',
        'loaded\ncapture inside\ndisplay _rc',
        'file\n199\n',
      ],
    ],
    { '/work/loaded.ado': 'program loaded\ninside\nend\nprogram inside\ndisplay "file"\nend\n' },
  );
});

describe('nested traces', () => {
  const code =
    'program inner\ndisplay 1\nend\nprogram outer\nset trace on\ninner\nend\nouter\ninner';

  it('end with the program that switched them on', async () => {
    const lines = (await said(code)).split('\n').filter((line) => line !== '');
    expect(lines.map((line) => line.replace(/-{3,}/g, '---'))).toEqual([
      '  - inner',
      '    --- begin inner ---',
      '    - display 1',
      '1',
      '    --- end inner ---',
      '  --- end outer ---',
      '1',
    ]);
  });
});
