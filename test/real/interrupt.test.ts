import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listen } from '../../src/http/listen.ts';
import { MAIN } from '../cli/fake-stata.ts';

const BUSY = fileURLToPath(new URL('busy/main.ts', import.meta.url));

/** How long a program may go on once it was told to end, in milliseconds. */
const END_MAX_MS = 1000;

/** A program that was started, and what it has said so far. */
function start(file: string, args: readonly string[], cwd?: string) {
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const closed = once(child, 'close');
  let said = '';
  const wrote = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (said.includes(text)) resolve();
      };
      child.stdout.on('data', look);
      void closed.then(() => resolve());
      look();
    });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-65_536);
    });
  }
  /** Sends it a signal; how it ended, and what it said by then. */
  const interrupt = async (signal: NodeJS.Signals) => {
    const startedAtMs = performance.now();
    child.kill(signal);
    await closed;
    const { exitCode, signalCode } = child;
    return { exitCode, signalCode, said, tookMs: performance.now() - startedAtMs };
  };
  return {
    child,
    wrote,
    interrupt,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

const folder = await mkdtemp(join(tmpdir(), 'fake-stata-interrupt-'));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends the command within a second', (signal, expected) => {
  /** Signals as soon as it has said something. */
  async function endsAfter(args: readonly string[], text: string): Promise<void> {
    await using program = start(MAIN, args, folder);
    await program.wrote(text);
    const { exitCode, tookMs, said } = await program.interrupt(signal);
    expect([exitCode, said.includes('    at ')]).toEqual([expected, false]);
    expect(tookMs).toBeLessThan(END_MAX_MS);
  }

  it('zoo', () => endsAfter(['zoo'], 'b'));
  it('demo', () => endsAfter(['demo'], 'Starting test'));

  it('run, of an endless loop, in real time and in virtual time', async () => {
    const loop = await file('loop.do', 'display "begun"\nwhile 1 {\n}\n');
    await endsAfter(['run', loop], 'begun');
    await endsAfter(['run', loop, '--virtual'], 'begun');
  });

  it('learn --check, of a manager that computes for ever', async () => {
    const manager = await file('busy.mjs', 'console.log("loaded");\nfor (;;);\n');
    await endsAfter(['learn', '--check', manager], 'loaded');
    expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(manager);
  });

  it('record, of a long log', async () => {
    const log = join(folder, 'long.log');
    await writeFile(log, '');
    const line = '. display 1\n1\n\n'.repeat(50_000);
    for (let part = 0; part < 20; part += 1) await appendFile(log, line);
    await using program = start(MAIN, ['record', log, '-o', join(folder, 'long.yaml')]);
    // It says nothing until it is done; by then it has been at it for a while.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const { exitCode, tookMs } = await program.interrupt(signal);
    expect(exitCode).toBe(expected);
    expect(tookMs).toBeLessThan(END_MAX_MS);
  });

  it.each([
    ['probe', (url: string) => ['probe', url, '--tool', 'x']],
    ['contract', (url: string) => ['contract', url, '--tool', 'x']],
    ['contract init', (url: string) => ['contract', 'init', url]],
    ['locate', (url: string) => ['locate', '--hop', `a=${url}`, '--tool', 'x']],
    ['compare', (url: string) => ['compare', '--hop', `a=${url}`, '--tool', 'x']],
  ])('%s, of a server that never answers', async (_name, args) => {
    const asked = Promise.withResolvers<void>();
    await using server = await listen({ app: () => asked.resolve() });
    await using program = start(MAIN, args(`${server.url}/mcp`));
    await asked.promise;
    const { exitCode, tookMs, said } = await program.interrupt(signal);
    expect([exitCode, said]).toEqual([expected, '']);
    expect(tookMs).toBeLessThan(END_MAX_MS);
  });

  it('which takes the server along that it has started', async () => {
    const asked = Promise.withResolvers<void>();
    await using server = await listen({ app: () => asked.resolve() });
    const target = await file(
      'started.yaml',
      `url: ${server.url}/mcp\ncommand: [sleep, '9876${expected}']\nstimulus:\n  kind: stream_probe\n  tool: x\n`,
    );
    await using program = start(MAIN, ['contract', '--target', target]);
    await asked.promise;
    const { exitCode, tookMs } = await program.interrupt(signal);
    expect(exitCode).toBe(expected);
    expect(tookMs).toBeLessThan(END_MAX_MS);
    const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(left).not.toContain(`sleep 9876${expected}`);
  });

  it.each(['serve', 'tap'])('%s, which has come to its end then', async (name) => {
    const own = name === 'tap' ? ['--to', 'http://127.0.0.1:9/mcp'] : [];
    await using program = start(MAIN, [name, '--port', '0', ...own]);
    await program.wrote('Ctrl-C ends it');
    const { exitCode, tookMs } = await program.interrupt(signal);
    expect(exitCode).toBe(0);
    expect(tookMs).toBeLessThan(END_MAX_MS);
  });

  it.each(['computes', 'writes'])('even when its program only %s', async (why) => {
    await using program = start(BUSY, [why]);
    await program.wrote('busy');
    if (why === 'writes') program.child.stdout.pause();
    const { exitCode, tookMs } = await program.interrupt(signal);
    expect(exitCode).toBe(expected);
    expect(tookMs).toBeLessThan(END_MAX_MS);
  });

  it('even when its program hangs in the system: then the signal is what it ended of', async () => {
    const pipe = join(folder, `pipe-${expected}`);
    execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', pipe]);
    await using program = start(BUSY, ['waits for the system', pipe]);
    await program.wrote('busy');
    const { signalCode, tookMs } = await program.interrupt(signal);
    expect(signalCode).toBe(signal);
    expect(tookMs).toBeLessThan(END_MAX_MS);
  });
});
