import { describe, expect, it } from 'vitest';
import { RealClock } from '../../../src/clock/real-clock.ts';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import { memoryHost } from '../../../src/stata/host/host.ts';
import { StataSession } from '../../../src/stata/session/stata-session.ts';
import { PreparedKeyboard } from '../engine/keyboard.ts';
import { Rig } from '../run-do.ts';

describe('a conversation', () => {
  it('asks for lines with Stata’s prompts, and says both where the front does not', async () => {
    const rig = new Rig();
    const keyboard = new PreparedKeyboard([
      'display 1',
      '',
      'forvalues i = 1/2 {',
      '  display ///',
      "    `i'",
      '}',
      'nonsense',
      'display 2',
    ]);
    const text = await rig.text(rig.session.converse(keyboard, { echo: 'all' }));
    expect(text).toBe(`. display 1
1

. 
. forvalues i = 1/2 {
  2.   display ///
>     \`i'
  3. }
1
2

. nonsense
command nonsense is unrecognized
r(199);

. display 2
2

`);
    const prompts = ['. ', '. ', '. ', '  2. ', '> ', '  3. ', '. ', '. ', '. '];
    expect(keyboard.prompts).toEqual(prompts);
  });

  it('keeps what the front has shown in the logs only', async () => {
    const rig = new Rig();
    const keyboard = new PreparedKeyboard(['log using a.log', 'display 1', 'log close']);
    const text = await rig.text(rig.session.converse(keyboard, { echo: 'logs' }));
    expect(text).not.toContain('. display');
    expect(rig.files.read('a.log')).toContain('\n. display 1\n1\n\n. log close\n');
  });

  it('ends where code leaves Stata', async () => {
    const rig = new Rig();
    const keyboard = new PreparedKeyboard(['exit, STATA', 'display "never"']);
    const text = await rig.text(rig.session.converse(keyboard, { echo: 'all' }));
    expect(text).toBe('. exit, STATA\n');
    expect(rig.session.hasExited).toBe(true);
  });

  it('gives display _request its line', async () => {
    const rig = new Rig();
    const keyboard = new PreparedKeyboard(['display "x? " _request(_x)', '5', "display `x' + 1"]);
    const text = await rig.text(rig.session.converse(keyboard, { echo: 'all' }));
    expect(text).toContain("\n. display `x' + 1\n6\n");
  });
});

describe('batch', () => {
  it('begins with the banner and ends with the do-file', async () => {
    const rig = new Rig({ 'f.do': 'display 1\n' });
    const banner = await rig.text(rig.session.sayBanner());
    expect(banner).toMatch(/^\n {2}___ .*\n \/__.*Stata 18\.0\n___.*MP—Parallel Edition\n\n/);
    expect(await rig.text(rig.session.command('do f.do '))).toBe(`. do f.do 

. display 1
1

. 
end of do-file
`);
  });
});

describe('a session', () => {
  it('remembers from run to run', async () => {
    const rig = new Rig();
    await rig.run('local a 1\nglobal b 2\nscalar c = 3\nprogram p\n  display "p"\nend\n');
    const text = await rig.run('display "`a\'" "$b" c\np\n', { isEchoed: false });
    expect(text).toBe('123\np\n');
  });

  it('is busy while it runs', async () => {
    const rig = new Rig();
    const first = rig.session.run('sleep 10');
    const both = async (): Promise<void> => {
      const running = first.next();
      await rig.session.run('display 1').next();
      await running;
    };
    await expect(rig.clock.runUntil(both())).rejects.toThrow('busy');
  });

  it('can be used again after its listener went away in mid-run', async () => {
    const rig = new Rig();
    const leave = async (): Promise<void> => {
      const run = rig.session.run('quietly {\n  noisily display 1\n  sleep 1000\n}\n');
      for await (const { kind } of run) if (kind === 'output') break;
    };
    await rig.clock.runUntil(leave());
    expect(await rig.run('display 2\n')).toBe('. display 2\n2\n\n');
  });

  it('passes a millisecond of time in a thousand statements, and none in fewer', async () => {
    const rig = new Rig();
    await rig.run('forvalues i = 1/900 {\n  local x 1\n}\n');
    expect(rig.clock.now()).toBe(0);
    await rig.run('forvalues i = 1/100000 {\n  local x 1\n}\n');
    expect(rig.clock.now()).toBe(100);
  });

  it('is broken at once when the Break key was pressed before it began', async () => {
    const rig = new Rig();
    await rig.text(rig.session.run('display 1\n', { signal: AbortSignal.abort() }));
    expect(rig.said.at(-1)).toEqual({ kind: 'ended', returnCode: 1, atMs: 0 });
  });

  it('can be broken out of an endless loop, in virtual time', async () => {
    const rig = new Rig();
    const text = await rig.run('while 1 {\n}\n', { breakAfterMs: 7 });
    expect(text).toContain('--Break--\nr(1);\n');
    expect(rig.clock.now()).toBe(7);
  });

  it('lets the machine have its turns in virtual time too, in which a long loop takes none', async () => {
    const rig = new Rig();
    await rig.run('set obs 100000\ngenerate y = mod(7919 * _n, 100003)\n');
    const breakKey = new AbortController();
    // The machine's clock, which goes on while virtual time stands still.
    void new RealClock().sleep(50).then(() => breakKey.abort());
    const code = 'forvalues i = 1/500 {\n  gsort -y\n  sort y\n}\n';
    const text = await rig.text(rig.session.run(code, { signal: breakKey.signal }));
    expect(text).toContain('--Break--\nr(1);\n');
    expect(rig.clock.now()).toBe(0);
  });

  it('can be broken out of an endless loop within 100 ms, in real time', async () => {
    const session = new StataSession({ clock: new RealClock() });
    const breakKey = new AbortController();
    const pressed = Promise.withResolvers<number>();
    // After a while of looping.
    void new RealClock().sleep(50).then(() => {
      pressed.resolve(performance.now());
      breakKey.abort();
    });
    const code = 'forvalues i = 1/1000000000 {\n  capture {\n    local x = 1 + 1\n  }\n}\n';
    for await (const _output of session.run(code, { signal: breakKey.signal })) {
      // The listener only listens.
    }
    expect(performance.now() - (await pressed.promise)).toBeLessThan(100);
  });
});

it('logs the same under any front', async () => {
  const code = "display 1\nforvalues i = 1/2 {\n  display `i'\n}\n";
  const clock = new VirtualClock();
  const session = new StataSession({ clock, host: memoryHost() });
  const keyboard = new PreparedKeyboard(['log using a.log', ...code.split('\n'), 'log close']);
  const drain = async (): Promise<void> => {
    for await (const _output of session.converse(keyboard, { echo: 'logs' })) {
      // The listener only listens.
    }
  };
  await clock.runUntil(drain());
  const rig = new Rig();
  await rig.run(`log using a.log\n${code}\nlog close\n`);
  expect(session.host.files.read('a.log')).toBe(rig.files.read('a.log'));
});
