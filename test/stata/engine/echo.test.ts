import { describe, expect, it } from 'vitest';
import { runDo } from '../run-do.ts';

/** Each rule of the echo: a do-file, and what stands in the log. */
const RULES: Readonly<Record<string, readonly [code: string, log: string]>> = {
  'shows a command, what it says, and an empty line': [
    `display "hello"
`,
    `. display "hello"
hello

`,
  ],
  'shows a command that says nothing with an empty line too': [
    `local x 1
  local y 2
`,
    `. local x 1

.   local y 2

`,
  ],
  'shows an empty line as a prompt, with no line after it': [
    `

display 1
`,
    `. 
. 
. display 1
1

`,
  ],
  'shows comments, with no line after them': [
    `* one
// two
/* three */
display 1 // four
`,
    `. * one
. // two
. /* three */
. display 1 // four
1

`,
  ],
  'goes on with > in a comment of several lines': [
    `/* one
   two
three */
display 1
`,
    `. /* one
>    two
> three */
. display 1
1

`,
  ],
  'goes on with > after three slashes': [
    `display ///
    "a"  /// and
    " b"
`,
    `. display ///
>     "a"  /// and
>     " b"
a b

`,
  ],
  'numbers a loop from 2, and shows what it says after its last line': [
    `forvalues i = 1/2 {
    display \`i'
}
`,
    `. forvalues i = 1/2 {
  2.     display \`i'
  3. }
1
2

`,
  ],
  'has no number after an empty line or a comment in a loop, and does not count it': [
    `foreach x in a b {

    local y 1

    local z 2
    local w 3
    * a comment
    if 1 {
        display "\`x'"
    }
}
`,
    `. foreach x in a b {
  2. 
.     local y 1
  3. 
.     local z 2
  4.     local w 3
  5.     * a comment
.     if 1 {
  6.         display "\`x'"
  7.     }
  8. }
a
b

`,
  ],
  'counts beyond nine in the same three columns': [
    `while 0 {
${'  x\n'.repeat(9)}}
`,
    `. while 0 {
${Array.from({ length: 9 }, (_, index) => `${String(index + 2).padStart(3)}.   x\n`).join('')} 11. }

`,
  ],
  'numbers a program from 1': [
    `program define p
    args a
    display "\`a'"
end
p 5
`,
    `. program define p
  1.     args a
  2.     display "\`a'"
  3. end

. p 5
5

`,
  ],
  'shows the lines of if and else whether they run or not, and what they say under them': [
    `if 1 == 2 {
    display "yes"
}
else {
    display "no"
    display "never"
}
`,
    `. if 1 == 2 {
.     display "yes"
. }

. else {
.     display "no"
no
.     display "never"
never
. }

`,
  ],
  'shows blocks in an if that is not run': [
    `if 0 {
    if 1 {
        forvalues i = 1/2 {
            display \`i'
        }
    }
}
`,
    `. if 0 {
.     if 1 {
.         forvalues i = 1/2 {
  2.             display \`i'
  3.         }
.     }
. }

`,
  ],
  'shows nothing of the body of quietly and capture but what is said noisily': [
    `quietly {
    display "silent"
    noisily display "loud"
}
capture {
    display "silent"
    error 198
}
display _rc
`,
    `. quietly {
loud

. capture {

. display _rc
198

`,
  ],
  'shows the body of capture noisily like that of an if': [
    `capture noisily {
    display 1
}
`,
    `. capture noisily {
.     display 1
1
. }

`,
  ],
  'breaks a command after 79 columns': [
    `display "${'x'.repeat(100)}"
`,
    `. display "${'x'.repeat(68)}
> ${'x'.repeat(32)}"
${'x'.repeat(79)}
> ${'x'.repeat(21)}

`,
  ],
  'breaks a line of 79 columns only when there is more': [
    `display "${'x'.repeat(79)}"
display "${'x'.repeat(80)}"
`,
    `. display "${'x'.repeat(68)}
> ${'x'.repeat(11)}"
${'x'.repeat(79)}

. display "${'x'.repeat(68)}
> ${'x'.repeat(12)}"
${'x'.repeat(79)}
> x

`,
  ],
  'obeys set linesize': [
    `set linesize 40
display "${'x'.repeat(45)}"
`,
    `. set linesize 40

. display "${'x'.repeat(28)}
> ${'x'.repeat(17)}"
${'x'.repeat(39)}
> ${'x'.repeat(6)}

`,
  ],
  'ends a line that is left open': [
    `display "open" _continue
display "new"
`,
    `. display "open" _continue
open
. display "new"
new

`,
  ],
  'says when the delimiter changes, and shows commands as they are written': [
    `#delimit ;
display
   "a"
;
display "b; c"; display "d";
#delimit cr
display "e"
`,
    `. #delimit ;
delimiter now ;
. display
>    "a"
> ;
a

. display "b; c"; display "d";
b; c

d

. #delimit cr
delimiter now cr
. display "e"
e

`,
  ],
  'tells after set rmsg on how long each command took': [
    `set rmsg on
sleep 34530
* a comment

display 1
set rmsg off
`,
    `. set rmsg on
r; t=0.00 0:00:00

. sleep 34530
r; t=34.53 0:00:34

. * a comment
. 
. display 1
1
r; t=0.00 0:00:34

. set rmsg off

`,
  ],
};

describe('the echo', () => {
  it.each(Object.entries(RULES))('%s', async (_, [code, log]) => {
    expect(await runDo(code)).toBe(log);
  });
});
