import { describe, expect, it } from 'vitest';
import { Rig, runDo } from '../run-do.ts';

describe('an error', () => {
  it('ends a do-file, and says so at each level that it comes out of', async () => {
    const files = {
      'middle.do': 'do inner.do\ndisplay "never"\n',
      'inner.do': 'display "inner"\nlocal y = bad_var + 1\ndisplay "never"\n',
    };
    expect(await runDo('do middle.do\ndisplay "never"\n', files)).toBe(`. do middle.do

. do inner.do

. display "inner"
inner

. local y = bad_var + 1
bad_var not found
r(111);

end of do-file
r(111);

end of do-file
r(111);

`);
  });

  it('does not begin a do-file that is not there', async () => {
    expect(await runDo('do missing.do\n')).toBe(`. do missing.do
file missing.do not found
r(601);

`);
  });

  it('closes the if block that it is in', async () => {
    const files = { 'f.do': 'if 1 {\n    error 198\n    display "never"\n}\ndisplay "never"\n' };
    expect(await runDo('do f.do', files)).toBe(`. do f.do

. if 1 {
.     error 198
invalid syntax
r(198);
. }
r(198);

end of do-file
r(198);

`);
  });

  it('closes each of several if blocks', async () => {
    const code = 'if 1 {\n  if 1 {\n    error 9\n  }\n}\n';
    expect(await runDo(code)).toBe(`. if 1 {
.   if 1 {
.     error 9
assertion is false
r(9);
. }
r(9);
. }
r(9);

`);
  });

  it('says its message once, however deep in quiet blocks and loops', async () => {
    const code = 'quietly {\n  forvalues i = 1/2 {\n    if 1 {\n      nonsense\n    }\n  }\n}\n';
    expect(await runDo(code)).toBe(`. quietly {
command nonsense is unrecognized
r(199);

`);
  });

  it('goes on from where the line is', async () => {
    expect(await runDo('display "The difference: " %q 1\n')).toBe(`. display "The difference: " %q 1
The difference: invalid %format
r(120);

`);
  });

  it('that is caught noisily says all but the last return code', async () => {
    const files = { 'f.do': 'if 1 {\n  error 198\n}\n' };
    const code = 'capture noisily do f.do\ndisplay "rc is " _rc\n';
    expect(await runDo(code, files)).toBe(`. capture noisily do f.do

. if 1 {
.   error 198
invalid syntax
r(198);
. }
r(198);

end of do-file

. display "rc is " _rc
rc is 198

`);
  });

  it('that is caught in silence says nothing', async () => {
    const files = { 'f.do': 'display "silent"\nerror 198\n' };
    expect(await runDo('capture do f.do\ndisplay _rc\n', files)).toBe(`. capture do f.do

. display _rc
198

`);
  });

  it('of exit with a return code has no message', async () => {
    const files = { 'f.do': 'exit 198\n' };
    expect(await runDo('do f.do\n', files)).toBe(`. do f.do

. exit 198
r(198);

end of do-file
r(198);

`);
  });

  it('passes run, which says nothing else', async () => {
    const files = { 'f.do': 'display "silent"\nnonsense\n' };
    expect(await runDo('run f.do\n', files)).toBe(`. run f.do
command nonsense is unrecognized
r(199);

`);
  });

  it('in a program ends what called it', async () => {
    const code = 'program p\n  nonsense\nend\nforvalues i = 1/2 {\n  p\n}\ndisplay "never"\n';
    expect(await runDo(code)).toBe(`. program p
  1.   nonsense
  2. end

. forvalues i = 1/2 {
  2.   p
  3. }
command nonsense is unrecognized
r(199);

`);
  });
});

it('A program defined in a loop is broken off at its end, as in Stata', async () => {
  const code = 'forvalues i = 1/2 {\n  program p\n    display 1\n  end\n}\n';
  expect(await runDo(code)).toBe(`. forvalues i = 1/2 {
  2.   program p
  3.     display 1
  4.   end
--Break--
r(1);

`);
});

it('In a window, an empty line stands before the return code at the end of a do-file', async () => {
  const rig = new Rig({ 'f.do': 'nonsense\n' }, { isWindowed: true });
  expect(await rig.run('do f.do\n')).toContain('r(199);\n\nend of do-file\n\nr(199);\n\n');
});

describe('the end of a do-file', () => {
  it('is an empty prompt and end of do-file', async () => {
    expect(await runDo('do f.do\ndisplay 2\n', { 'f.do': 'display 1\n' })).toBe(`. do f.do

. display 1
1

. 
end of do-file

. display 2
2

`);
  });

  it('has no prompt when its last line has no end', async () => {
    expect(await runDo('do f.do', { 'f.do': 'display 1' })).toBe(`. do f.do

. display 1
1

end of do-file

`);
  });

  it('comes early after exit', async () => {
    expect(await runDo('do f.do\n', { 'f.do': 'exit\ndisplay "never"\n' })).toBe(`. do f.do

. exit

end of do-file

`);
  });

  it('keeps macros of include and forgets those of do', async () => {
    const files = { 'f.do': 'local x 5\n' };
    const log = await runDo('do f.do\ndisplay "`x\'"\ninclude f.do\ndisplay "`x\'"\n', files);
    expect(log.match(/^\d*$(?=\n\n)/gm)).toEqual(['', '5']);
  });
});

describe('Break', () => {
  it('is said again at each level', async () => {
    const rig = new Rig({ 'f.do': 'sleep 60000\n' });
    const log = await rig.run('do f.do\ndisplay "never"\n', { breakAfterMs: 1500 });
    expect(log).toBe(`. do f.do

. sleep 60000
--Break--
r(1);

end of do-file
--Break--
r(1);

`);
    expect(rig.clock.now()).toBe(1500);
  });

  it('looks like exit 1', async () => {
    const broken = await new Rig({ 'f.do': 'sleep 9\n' }).run('do f.do\n', { breakAfterMs: 5 });
    const left = await new Rig({ 'f.do': 'exit 1\n' }).run('do f.do\n');
    expect(left.replace('exit 1', 'sleep 9')).toBe(broken);
  });

  it('is said once for each brace of quiet blocks', async () => {
    const rig = new Rig();
    const code = 'quietly {\n  if 1 {\n    sleep 1000\n  }\n}\n';
    expect(await rig.run(code, { breakAfterMs: 10 })).toBe(`. quietly {
--Break--
--Break--
r(1);

`);
  });

  it('closes the if block that it comes in', async () => {
    expect(await new Rig().run('if 1 {\n  sleep 1000\n}\n', { breakAfterMs: 10 })).toBe(`. if 1 {
.   sleep 1000
--Break--
r(1);
. }
--Break--
r(1);

`);
  });

  it('that was pressed while nothing ran means nothing', async () => {
    const rig = new Rig();
    rig.session.breakKey.press();
    expect(await rig.run('display 1\n')).toBe('. display 1\n1\n\n');
  });

  it('can be caught, when it is pressed once', async () => {
    const rig = new Rig();
    void rig.clock.sleep(10).then(() => rig.session.breakKey.press());
    const code = 'capture noisily {\n  sleep 1000\n}\ndisplay _rc\n';
    expect(await rig.text(rig.session.run(code))).toBe(`. capture noisily {
.   sleep 1000
--Break--
r(1);
. }

. display _rc
1

`);
  });

  it('can not be caught, when it is for good', async () => {
    const rig = new Rig();
    const code = 'while 1 {\n  capture sleep 100\n}\n';
    expect(await rig.run(code, { breakAfterMs: 250 })).toBe(`. while 1 {
  2.   capture sleep 100
  3. }
--Break--
r(1);

`);
    expect(rig.clock.now()).toBe(250);
  });
});

it.each(['forvalues i = 1/3 {', 'foreach x in a b {', 'while 1 {'])(
  'code after the brace of %s is an error, and not run',
  async (head) => {
    expect(await runDo(`${head} display 1 }\n`)).toBe(
      `. ${head} display 1 }\nprogram error:  code follows on the same line as open brace\nr(198);\n\n`,
    );
  },
);
