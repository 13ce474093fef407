import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RealClock } from '../../src/clock/real-clock.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import { fakeStata, fakeStataProcess, fakeStataServe, MAIN } from './fake-stata.ts';

const Report = z.object({
  scenario: z.string().nullable(),
  clock: z.enum(['real', 'virtual']),
  runs: z.array(
    z.object({
      manager: z.string().nullable(),
      reader: z.string().nullable(),
      delivery: z.enum(['streamed', 'buffered', 'partly-buffered', 'silent']),
      firstEventMs: z.number(),
      totalMs: z.number(),
      events: z.array(
        z.strictObject({
          n: z.number(),
          atMs: z.number(),
          deltaMs: z.number(),
          kind: z.enum(['message', 'progress', 'result']),
          text: z.string(),
        }),
      ),
    }),
  ),
});

const STORY = ['--scenario', 'two-eight-twelve'];

describe('fake-stata demo', () => {
  it('prints one JSON object, exact in virtual time', async () => {
    const { exitCode, stdout, stderr } = await fakeStata('demo', '--virtual', '--json');
    const report = Report.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ scenario: 'twelve-seconds', clock: 'virtual' });
    expect(
      report.runs.map(({ manager, reader, delivery, firstEventMs, events }) => [
        `${manager} ${reader} ${delivery} ${firstEventMs}`,
        ...events.map(({ n, atMs, deltaMs, kind }) => `${n} ${atMs} +${deltaMs} ${kind}`),
      ]),
    ).toEqual([
      [
        'buffered polled buffered 12000',
        '1 12000 +12000 message',
        '2 12000 +0 message',
        '3 12000 +0 message',
        '4 12000 +0 message',
        '5 12000 +0 result',
      ],
      [
        'streaming polled streamed 0',
        '1 0 +0 message',
        '2 2000 +2000 message',
        '3 8000 +6000 message',
        '4 12000 +4000 message',
        '5 12000 +0 result',
      ],
    ]);
    expect([exitCode, stderr]).toEqual([0, '']);
  });

  it('shows lanes and the diagnosis’s own tables, within 80 columns', async () => {
    const { stdout } = await fakeStata('demo', '--virtual');
    expect(stdout).toMatchSnapshot();
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('tells streaming from buffering over real sockets', async () => {
    const args = ['two-eight-twelve', '--speed', '10', '--json'];
    const managers = ['--managers', 'streaming,buffered,buffered-json'];
    const { stdout } = await fakeStata('demo', ...args, ...managers);
    const { clock, runs } = Report.parse(JSON.parse(stdout));
    expect(clock).toBe('real');
    expect(runs.map(({ manager, delivery }) => `${manager}: ${delivery}`)).toEqual([
      'streaming: streamed',
      'buffered: buffered',
      'buffered-json: silent',
    ]);
  });
});

describe('fake-stata serve, and fake-stata probe against it', () => {
  const PROBE = ['--tool', 'stata_run_selection', '--args', '{"selection": "display 1"}'];

  it.each([
    ['streaming', 'streamed'],
    ['buffered', 'buffered'],
    ['buffered-json', 'silent'],
  ])('a server with the manager %s is found to be %s', async (manager, delivery) => {
    await using server = await fakeStataServe(...STORY, '--manager', manager, '--speed', '10');
    const { exitCode, stdout } = await fakeStata('probe', server.url, ...PROBE, '--json');
    expect(Report.parse(JSON.parse(stdout)).runs[0]).toMatchObject({ delivery, manager: null });
    expect(exitCode).toBe(0);
  });

  // When events come is measured in test/real/, which has the machine to itself.
  it('prints the table and a sentence', async () => {
    await using server = await fakeStataServe(...STORY, '--speed', '10');
    const { stdout } = await fakeStata('probe', server.url, ...PROBE);
    expect(stdout).toMatch(
      /^\[ {2}\d\.\ds\] \(\+\d\.\ds\) Event #1\n\[ {2}\d\.\ds\] \(\+\d\.\ds\) Event #2\n\[ {2}\d\.\ds\] \(\+\d\.\ds\) Event #3\nFirst event after/,
    );
    expect(stdout).toMatch(/^streamed: the first event was heard at \d\.\d s/m);
  });

  it('names the tools that there are when one is asked for that there isn’t', async () => {
    await using server = await fakeStataServe(...STORY);
    const { exitCode, stderr } = await fakeStata('probe', server.url, '--tool', 'stata_run');
    expect(stderr).toContain('stata_run_selection, stata_run_file');
    expect(exitCode).toBe(1);
  });

  it('ends well when it is interrupted in the midst of a run, and the client is told', async () => {
    await using server = await fakeStataServe(...STORY);
    await using wire = new HttpWire();
    await using probe = await WireProbe.open({ wire, url: server.url, clock: new RealClock() });
    const running = Promise.withResolvers<void>();
    const call = probe.call({
      tool: 'stata_run_selection',
      args: { selection: 'display 1' },
      record: ({ kind }) => kind === 'headers' && running.resolve(),
    });
    await running.promise;
    const [{ exitCode, stderr }] = await Promise.all([
      server.interrupt(),
      expect(call).rejects.toThrow('tools/call'),
    ]);
    expect([exitCode, stderr]).toEqual([0, '']);
  });
});

describe('fake-stata scenarios', () => {
  it('lists what there is', async () => {
    const { stdout, exitCode } = await fakeStata('scenarios');
    for (const name of ['two-eight-twelve', 'twelve-seconds', 'early-error']) {
      expect(stdout).toContain(`${name}\n`);
    }
    expect(exitCode).toBe(0);
  });

  it('checks files', async () => {
    const { stdout, exitCode } = await fakeStata('scenarios', '--check', 'scenarios/burst.yaml');
    expect(stdout).toBe('scenarios/burst.yaml: ok\n');
    expect(exitCode).toBe(0);
  });
});

describe('fake-stata', () => {
  it('has help and a version', async () => {
    const help = await fakeStata('--help');
    expect(help.stdout).toContain('demo');
    expect(help.exitCode).toBe(0);
    expect((await fakeStata('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('is a process that gives its exit code and keeps results and complaints apart', async () => {
    const good = await fakeStataProcess(['demo', 'early-error', '--virtual', '--json']);
    expect([good.exitCode, good.stderr]).toEqual([0, '']);
    expect(Report.parse(JSON.parse(good.stdout)).scenario).toBe('early-error');
    const bad = await fakeStataProcess(['demo', '--managers', 'none']);
    expect([bad.exitCode, bad.stdout]).toEqual([2, '']);
    expect(bad.stderr).toContain('no manager "none"');
  });

  it('stops a demo when it is interrupted, with the exit code that shells give', async () => {
    const { exitCode, stderr } = await fakeStataProcess(['demo'], {
      at: 'Starting test',
      signal: 'SIGINT',
    });
    expect([exitCode, stderr]).toEqual([130, '']);
  });

  it('stops serving when it is asked to', async () => {
    const { exitCode, stderr } = await fakeStataProcess(['serve', '--port', '0'], {
      at: 'Ctrl-C',
      signal: 'SIGTERM',
    });
    expect([exitCode, stderr]).toEqual([0, '']);
  });

  it('ends quietly when nobody reads on, as `| head` does, with the status that shells give', async () => {
    // A real pipe, whose reader has gone before anything is written.
    const script = 'exec 4> >(true); wait $!; "$@" >&4';
    const args = ['-c', script, 'bash', process.execPath, MAIN, 'demo', '--virtual'];
    const child = spawn('bash', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const [stderr] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect([child.exitCode, stderr]).toEqual([141, '']);
  });
});
