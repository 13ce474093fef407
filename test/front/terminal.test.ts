import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal } from '../terminal.ts';
import { InstalledStata } from './installed.ts';

let installed: InstalledStata;

beforeAll(async () => {
  installed = await InstalledStata.create();
}, 60_000);

afterAll(() => installed[Symbol.asyncDispose]());

describe('the console on a terminal', { timeout: 30_000 }, () => {
  it('shows what is typed ahead after its own prompt, wrapped at the terminal’s width', async () => {
    await using stata = open({ cols: 60 });
    const long = `display "${'x'.repeat(70)}"`;
    stata.type(`display 1\rdisplay c(linesize)\r${long}\r`);
    await stata.shows(/\r\n\. display 1\r\n1\r\n\r\n\. display c\(linesize\)\r\n60\r\n/);
    await stata.shows(new RegExp(`\\r\\n\\. ${long.slice(0, 57)}\r\n> ${long.slice(57)}\r\nx{59}`));
    await stata.shows(/\r\n\. $/);
  });

  it('numbers the lines of a block, and takes back what is erased', async () => {
    await using stata = open();
    stata.type("forvalues i = 1/2 {\rdisplay `i'\u007f\u007f\u007f3 + `i'\r}\r");
    await stata.shows(/\r\n {2}3\. }\r\n4\r\n5\r\n\r\n\. $/);
  });

  it.each(['as a byte', 'as SIGINT'])(
    'takes Ctrl-C %s, and survives Ctrl-D after it',
    async (how) => {
      await using stata = open();
      await stata.shows(/\r\n\. $/);
      stata.type('sleep 60000\r');
      await stata.shows(/sleep 60000\r\n$/);
      if (how === 'as a byte') stata.type('\u0003');
      else stata.terminal.kill('SIGINT');
      await stata.shows(/--Break--\r\nr\(1\);\r\n\r\n\. $/);
      if (how === 'as a byte') stata.type('\u0004');
      stata.type('display 2 + 2\r');
      await stata.shows(/\. display 2 \+ 2\r\n4\r\n\r\n\. $/);
    },
  );

  it('stops at --more-- when the page is full, and goes on with a key', async () => {
    await using stata = open();
    stata.type("set more on\rset pagesize 5\rforvalues i = 1/8 {\rdisplay `i'\r}\r");
    await stata.shows(/--more--$/);
    expect(stata.shown).not.toContain('\r\n8\r\n');
    stata.type(' ');
    await stata.shows(/\r\n8\r\n/);
  });

  it.each([
    ['any key goes on', ' ', /--more--\s+after\r\n/],
    ['q breaks', 'q', /--Break--\r\nr\(1\);/],
  ])('waits at the --more-- of a scenario until a key is pressed: %s', async (_, key, then) => {
    const FAKE_STATA_SCENARIO = await installed.write(
      'more.yaml',
      'name: m\nabout: a\ncommands: [{ when: xt *, do: [{ more: 1ms }, { print: after }] }]\n',
    );
    await using stata = open({ env: { FAKE_STATA_SCENARIO } });
    await stata.shows(/\r\n\. $/);
    stata.type('xt x\r');
    await stata.shows(/--more--$/);
    stata.type(key);
    await stata.shows(then);
  });

  it('ends with the input, and with exit, and its status is 0', async () => {
    for (const end of ['\u0004', 'exit, STATA\r']) {
      await using stata = open();
      await stata.shows(/\r\n\. $/);
      stata.type(end);
      expect(await stata.status).toBe(0);
    }
  });
});

function open({ cols = 80, env = {} } = {}) {
  const cwd = installed.path('');
  const program = `${installed.directory}/stata-mp`;
  return openTerminal(program, [], { cwd, cols, env: { HOME: cwd, ...env } });
}
