import { describe, expect, it } from 'vitest';
import { runDo } from '../run-do.ts';

const PROGRAMS = `program outer
    args x
    * nobody traces a comment
    local y = \`x' + 1
    if \`y' == 9 {
        display "never"
    }
    else {
        quietly inner \`y'
    }
end
program inner
    foreach w in a \`0' {
        display "\`w'"
    }
end
`;

/** What follows the line that switches it on. */
async function traced(code: string): Promise<string> {
  return (await runDo(`${PROGRAMS}set trace on\n${code}`)).split('. set trace on\n\n')[1] ?? '';
}

describe('set trace on', () => {
  it('shows what programs do, and what becomes of their macros', async () => {
    expect(await traced('outer 1\n')).toBe(`. outer 1
  ------------------------------------------------------------- begin outer ---
  - args x
  - local y = \`x' + 1
  = local y = 1 + 1
  - if \`y' == 9 {
  = if 2 == 9 {
    display "never"
    }
  - else {
  - quietly inner \`y'
  = quietly inner 2
    ----------------------------------------------------------- begin inner ---
    - foreach w in a \`0' {
    = foreach w in a 2 {
    - display "\`w'"
    = display "a"
    - }
    - display "\`w'"
    = display "2"
    - }
    ------------------------------------------------------------- end inner ---
  - }
  --------------------------------------------------------------- end outer ---

`);
  });

  it('goes as deep as tracedepth says, and is over where it was switched off', async () => {
    const text = await traced('set tracedepth 1\ncapture outer 1\nset trace off\nouter 1\n');
    expect(text).toContain("  - quietly inner `y'\n  = quietly inner 2\n  - }\n");
    expect(text).not.toContain('begin inner');
    expect(text.match(/begin outer/g)).toHaveLength(1);
  });

  it('shows what went wrong before the program ends', async () => {
    const text = await traced('program p\n    error 111\nend\np\n');
    expect(
      text.split('. p\n')[1],
    ).toBe(`  ----------------------------------------------------------------- begin p ---
  - error 111
not found
  ------------------------------------------------------------------- end p ---
r(111);

`);
  });

  it('traces the rounds of a loop, and breaks long lines', async () => {
    const long = 'a'.repeat(90);
    expect(await traced(`forvalues i = 1/1 {\n    local x ${long}\n}\n`)).toContain(
      `  3. }\n- local x ${'a'.repeat(69)}\n  > ${'a'.repeat(21)}\n- }\n`,
    );
  });
});
