import { describe, expect, it } from 'vitest';
import { Rig } from '../run-do.ts';

const RULE = '-'.repeat(79);
const AT = ' 1 Jan 2026, 00:00:0';

describe('a log', () => {
  it('in text is what the screen shows, between its head and its foot', async () => {
    const rig = new Rig();
    await rig.run('log using a.log, text replace\ndisplay 1\nsleep 2000\nlog close\ndisplay 2\n');
    expect(rig.files.read('a.log')).toBe(`${RULE}
      name:  <unnamed>
       log:  /work/a.log
  log type:  text
 opened on:  ${AT}0

. display 1
1

. sleep 2000

. log close
      name:  <unnamed>
       log:  /work/a.log
  log type:  text
 closed on:  ${AT}2
${RULE}
`);
  });

  it('in SMCL names the styles and hides braces', async () => {
    const rig = new Rig();
    const code = 'display "{bf:x}"\n* a comment\n\nforvalues i = 1/1 {\n  display 1\n}\nnonsense\n';
    await rig.run(`log using a.smcl, replace\n${code}`);
    await rig.run('log close\n');
    expect(rig.files.read('a.smcl')).toBe(`{smcl}
{com}{sf}{ul off}{txt}{.-}
      name:  {res}<unnamed>
       {txt}log:  {res}/work/a.smcl
  {txt}log type:  {res}smcl
 {txt}opened on:  {res}${AT}0
{txt}
{com}. display "{c -(}bf:x{c )-}"
{res}{bf:x}
{txt}
{com}. * a comment
. 
. forvalues i = 1/1 {c -(}
{txt}  2{com}.   display 1
{txt}  3{com}. {c )-}
{res}1
{txt}
{com}. nonsense
{err}command nonsense is unrecognized
{txt}{search r(199), local:r(199);}

{com}. log close
      {txt}name:  {res}<unnamed>
       {txt}log:  {res}/work/a.smcl
  {txt}log type:  {res}smcl
 {txt}closed on:  {res}${AT}0
{txt}{.-}
{smcl}
{txt}{sf}{ul off}`);
  });

  it('can be open beside another, under a name', async () => {
    const rig = new Rig();
    await rig.run(
      'log using a.log, text name(one)\nlog using b.smcl, smcl name(two)\ndisplay "x"\nlog close one\ndisplay "y"\nlog close _all\n',
    );
    expect(rig.files.read('a.log')).toContain('\n. display "x"\nx\n\n. log close one\n');
    expect(rig.files.read('a.log')).not.toContain('y\n');
    expect(rig.files.read('b.smcl')).toContain('. display "y"\n{res}y\n');
  });

  it('has each line on the disk as soon as it is said', async () => {
    const rig = new Rig();
    const seen: string[] = [];
    void rig.clock.sleep(500).then(() => seen.push(rig.files.read('a.log')));
    await rig.run('log using a.log\ndisplay "before"\nsleep 1000\n');
    expect(seen[0]?.endsWith('. display "before"\nbefore\n\n. sleep 1000\n')).toBe(true);
  });

  it('stops at off and goes on at on', async () => {
    const rig = new Rig();
    await rig.run(
      'log using a.log\nlog off\ndisplay "hidden"\nlog on\ndisplay "seen"\nlog close\n',
    );
    const log = rig.files.read('a.log');
    expect(log).not.toContain('hidden');
    expect(log).toMatch(/paused on: .*\n-+\n-+\n.*\n.*\n.*\nresumed on: .*\n\n\. display "seen"/);
  });

  it('tells what it is when it is asked', async () => {
    const rig = new Rig();
    await rig.run('log using a.log, name(one)\nsleep 3000\n');
    const text = await rig.run("log query one\ndisplay \"`r(filename)' `r(status)' `r(type)'\"\n", {
      isEchoed: false,
    });
    expect(text).toContain(` opened on:  ${AT}0\n/work/a.log on text\n`);
  });

  it.each([
    ['log using a.log\nlog using b.log', 604, 'log file already open'],
    ['log using there.log', 602, 'file /work/there.log already exists'],
    ['log close', 606, 'no log file open'],
    ['log flush', 198, 'invalid syntax'],
    ['log using a.log, nonsense', 198, 'option nonsense not allowed'],
  ])('%s fails with r(%i)', async (code, returnCode, message) => {
    const text = await new Rig({ 'there.log': '' }).run(code, { isEchoed: false });
    expect(text.endsWith(`${message}\nr(${returnCode});\n`)).toBe(true);
  });

  it('is replaced, or added to', async () => {
    const rig = new Rig({ 'a.log': 'old\n' });
    await rig.run('log using a.log, append\nlog close\n');
    expect(rig.files.read('a.log').startsWith(`old\n${RULE}\n`)).toBe(true);
    const text = await rig.run('log using a.log, replace\nlog close\nlog using new.log, replace\n');
    expect(rig.files.read('a.log').startsWith(RULE)).toBe(true);
    expect(text).toContain('. log using new.log, replace\n(file /work/new.log not found)\n---');
  });
});
