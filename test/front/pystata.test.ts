import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InstalledStata } from './installed.ts';

const SCRIPT = fileURLToPath(new URL('pystata-session.py', import.meta.url));

const error = z.tuple([z.string(), z.string()]).nullable();
const Seen = z.object({
  blocks: z.object({ sleptMs: z.number(), ticks: z.number(), apartMs: z.number() }),
  logIsEarly: z.boolean(),
  failure: z.object({ error, output: z.string() }),
  quietly: error,
  quietOutput: z.string(),
  break: z.object({ error, isSoon: z.boolean(), after: z.string() }),
  polls: z.array(error),
  sfi: z.record(z.string(), z.unknown()),
  deleted: z.string(),
  sources: z.number(),
});

const CRASH = `
name: crash
about: Dies of what a fault of its own would kill it with, after a line.
commands:
  - when: estimate
    do: [{ print: 'half of it' }, { crash: { signal: SIGSEGV } }]
`;

const installed = await InstalledStata.create();
const hasLibrary = existsSync(`${installed.directory}/libstata-mp.so`);
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) process.stdout.write('skipped: pystata; there is no python3\n');
let seen: z.infer<typeof Seen>;

describe.skipIf(!hasPython)('a program with the double in its own process', () => {
  beforeAll(async () => {
    await installed.write('crash.yaml', CRASH);
    const { stdout, stderr } = await python();
    if (!stdout.startsWith('{')) throw new Error(`${stdout}\n${stderr}`);
    seen = Seen.parse(JSON.parse(stdout));
  }, 60_000);

  describe('pystata', () => {
    it('blocks for as long as Stata works, and meanwhile other threads go on', () => {
      expect(seen.blocks.sleptMs).toBeGreaterThanOrEqual(300);
      expect(seen.blocks.ticks).toBeGreaterThan(3);
    });

    it('shows a line when it is said', () => {
      expect(seen.blocks.apartMs).toBeGreaterThan(150);
    });

    it('has an open log on the disk while the run goes on', () => {
      expect(seen.logIsEarly).toBe(true);
    });

    it('raises SystemError with what Stata says from the error on, and shows the rest', () => {
      const failure = ['SystemError', 'command csort is unrecognized\nr(199);'];
      expect(seen.failure).toEqual({
        error: failure,
        output: '. display "before"\nbefore\n\n. csort x\n',
      });
      expect([seen.quietly, seen.quietOutput]).toEqual([failure, '']);
    });

    it('is broken from another thread, and usable after that', () => {
      const broken = ['SystemError', '--Break--\nr(1);'];
      expect(seen.break).toEqual({ error: broken, isSoon: true, after: '4\n' });
    });

    it('kills the program that it is in, when Stata crashes', async () => {
      const env = { FAKE_STATA_SCENARIO: installed.path('crash.yaml') };
      const ran = await python(['crash', 'estimate'], env);
      expect(ran).toMatchObject({ status: null, signal: 'SIGSEGV', stdout: 'half of it\n' });
    });
  });

  // There is one where `install` found a C compiler.
  it.runIf(hasLibrary)('the shared library kills the program that it is in, too', async () => {
    const env = { FAKE_STATA_SCENARIO: installed.path('crash.yaml') };
    const library = `${installed.directory}/libstata-mp.so`;
    const ran = await python(['crash-library', library, 'estimate'], env);
    expect(ran).toMatchObject({ status: null, signal: 'SIGSEGV', stdout: '' });
  });

  describe('sfi', () => {
    it('reads and writes macros, scalars, data, matrices and frames', () => {
      expect(seen.sfi).toMatchObject({
        global: 'a b',
        local: 'c',
        scalar: 2.5,
        r: 2,
        c: 'MP',
        variables: ['x', 's'],
        types: [false, true],
        x: [1, null, 9],
        rows: ['a', 'a', 'a'],
        matrix: 3,
        missing: true,
        frames: ['default', ['default'], 1],
        expanded: 'a b',
        formatted: '3.14',
      });
      expect(seen.deleted).toBe('');
    });

    it('raises what Stata’s own would', () => {
      expect(seen.sfi).toMatchObject({
        failure: ['SystemError', 'command csort is unrecognized\nr(199);'],
        noVariable: ['ValueError', 'variable nope not found'],
        noAnswer: ['SFIError', 'matrix nope not found'],
      });
    });

    it('tells once that Break was pressed', () => {
      expect(seen.polls).toEqual([['BreakError', '--Break--'], null]);
    });
  });

  it('all of the Python is Python 3.9', () => {
    expect(seen.sources).toBe(5);
  });
});

afterAll(() => installed[Symbol.asyncDispose]());

/** Runs the script with the Python that is there. */
function python(args: readonly string[] = [], env: Record<string, string> = {}) {
  const utilities = `${installed.directory}/utilities`;
  return installed.start('python3', [SCRIPT, utilities, ...args], { input: '', env }).ended;
}
