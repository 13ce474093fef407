import { readdir, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FrontError } from '../../src/front/front-error.ts';
import { install } from '../../src/front/install.ts';
import { InstalledStata } from './installed.ts';

let installed: InstalledStata;

beforeAll(async () => {
  installed = await InstalledStata.create();
}, 60_000);

afterAll(() => installed[Symbol.asyncDispose]());

describe('install', () => {
  it('makes an executable for every edition and name, what pystata needs, and a licence', async () => {
    const names = await readdir(installed.directory);
    const executables = ['stata', 'stata-be', 'stata-se', 'stata-mp', 'xstata', 'xstata-mp'];
    expect(names).toEqual(expect.arrayContaining([...executables, 'utilities', 'stata.lic']));
    for (const name of executables) {
      const { mode } = await stat(installed.path(`stata/${name}`));
      expect(mode & 0o111).toBe(0o111);
    }
  });

  it('refuses a folder that is somebody else’s', async () => {
    await installed.write('something', '');
    const directory = installed.path('');
    await expect(install({ directory, edition: 'mp', version: 18 })).rejects.toThrow(FrontError);
  });
});

describe('batch', () => {
  it('logs in the working directory, and exits with 0 after an error', async () => {
    await installed.write('wrong.do', 'display "one"\ncsort x\ndisplay "two"\n');
    const ran = await installed.stata(['-b', 'do', 'wrong.do']);
    expect(ran).toEqual({ stdout: '', stderr: '', status: 0, signal: null });
    const log = await installed.read('wrong.log');
    expect(log).toContain('MP—Parallel Edition');
    expect(log).toMatch(
      /\n\. do wrong\.do \n\n\. display "one"\none\n\n\. csort x\ncommand csort is unrecognized\nr\(199\);\n\nend of do-file\nr\(199\);\n$/,
    );
    expect(log).not.toContain('two');
  });

  it('has the log on the disk line by line while it runs, and SIGINT is Break', async () => {
    await installed.write('slow.do', 'display "early"\nsleep 60000\n');
    const { child, ended } = installed.start(installed.path('stata/stata-se'), [
      ...['-q', '-b', 'do', 'slow.do'],
    ]);
    await vi.waitFor(async () => expect(await installed.read('slow.log')).toContain('\nearly\n'), {
      timeout: 20_000,
    });
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ status: 0, signal: null });
    expect(await installed.read('slow.log')).toMatch(
      /--Break--\nr\(1\);\n\nend of do-file\n--Break--\nr\(1\);\n$/,
    );
  });

  it('-s logs in SMCL', async () => {
    await installed.write('s.do', 'display "x"\n');
    await installed.stata(['-q', '-s', 'do', 's']);
    expect(await installed.read('s.smcl')).toContain('{com}. display "x"\n{res}x');
  });
});

describe('the console on a pipe', () => {
  it('reads ahead, goes on after an error in a do-file, and exits with 0', async () => {
    await installed.write('bad.do', 'csort x\n');
    const input =
      '\n    log using two, replace text name(a)\n    log using two, replace smcl name(b)\n' +
      '    do bad.do\n    log close _all\n    display "after"\n    exit, STATA\n            ';
    const { stdout, status } = await installed.stata([], { input });
    expect(status).toBe(0);
    expect(stdout).toContain('\nafter\n');
    expect(await installed.read('two.log')).toContain('r(199);');
    expect(await installed.read('two.smcl')).toContain('{search r(199), local:r(199);}');
  });

  it('says nothing before 4096 bytes, unless it is told to', async () => {
    const heardFirst = async (env: Record<string, string>): Promise<string> => {
      const program = installed.path('stata/stata-mp');
      const { child, ended, texts } = installed.start(program, ['-q'], { env });
      child.stdin.write('display "early"\nlog using flag.log, replace text\nsleep 60000\n');
      await vi.waitFor(async () => expect(await installed.read('flag.log')).toContain('sleep'), {
        timeout: 20_000,
      });
      const heard = texts.stdout;
      child.kill('SIGTERM');
      expect(await ended).toMatchObject({ status: null, signal: 'SIGTERM' });
      await installed.write('flag.log', '');
      return heard;
    };
    expect(await heardFirst({})).toBe('');
    expect(await heardFirst({ FAKE_STATA_BUFFER: 'none' })).toContain('early');
  });
});

describe('a scenario', () => {
  it('that is not there is one message, and status 2', async () => {
    const ran = await installed.stata(['-q'], { env: { FAKE_STATA_SCENARIO: 'nope' } });
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toMatch(/^fake-stata: no scenario "nope": choose from .*\n$/);
  });

  it('starts slowly, or not at all', async () => {
    const text = 'name: s\nabout: a\nstart: [{ licence: no licence here }]\ncommands: []\n';
    const FAKE_STATA_SCENARIO = await installed.write('licence.yaml', text);
    const ran = await installed.stata([], { env: { FAKE_STATA_SCENARIO } });
    expect(ran).toMatchObject({ status: 1, stdout: 'no licence here\n' });
  });

  it('traces what is said as JSON lines', async () => {
    const FAKE_STATA_TRACE = installed.path('trace.jsonl');
    await installed.stata(['-q'], { input: 'display 3\n', env: { FAKE_STATA_TRACE } });
    const lines = (await installed.read('trace.jsonl')).trim().split('\n');
    const events = lines.map((line) => JSON.parse(line));
    expect(events.map(({ kind }) => kind)).toContain('output');
    expect(events.some(({ text }) => text?.includes('3\n'))).toBe(true);
  });
});
