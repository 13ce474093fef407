import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import { fakeStata, fakeStataServe } from './fake-stata.ts';

const PROBE = ['--tool', 'stata_run_selection', '--args', '{"selection": "display 1"}'];

describe('fake-stata serve', () => {
  it('has every manager by itself, legacy HTTP+SSE and the endpoints without MCP', async () => {
    await using server = await fakeStataServe('--speed', '100');
    const { origin } = new URL(server.url);
    const found = [];
    for (const manager of ['buffered', 'buffered-json', 'streaming', 'option-1-hardened']) {
      const url = `${origin}/managers/${manager}/mcp`;
      found.push((await fakeStata('probe', url, ...PROBE)).exitCode);
    }
    expect(found).toEqual([0, 0, 0, 0]);
    for (const path of ['/mcp', '/managers/legacy-sse/mcp']) {
      const legacy = await fetch(origin + path);
      expect(legacy.headers.get('content-type')).toBe('text/event-stream');
      const reader = legacy.body?.pipeThrough(new TextDecoderStream()).getReader();
      expect((await reader?.read())?.value).toContain(`data: ${path}/messages/?session_id=`);
      await reader?.cancel();
    }
    const selection = await fetch(`${origin}/run_selection?selection=display+6*7`, {
      method: 'POST',
    });
    expect(await selection.text()).toBe('. display 6*7\n42\n');
  });

  it('speaks legacy HTTP+SSE at the main endpoint when told to', async () => {
    await using server = await fakeStataServe('--manager', 'legacy-sse');
    const stream = await fetch(server.url, { headers: { accept: 'text/event-stream' } });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const [, messages] = /data: (\S+)/.exec((await reader?.read())?.value ?? '') ?? [];
    expect(messages).toMatch(/^\/mcp-streamable\/messages\/\?session_id=/);
    const url = new URL(messages ?? '', server.url);
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
    expect((await fetch(url, { method: 'POST', body })).status).toBe(202);
    expect((await reader?.read())?.value).toContain('"id":1');
    await reader?.cancel();
  });

  it('lets no run take longer than it is told', async () => {
    await using server = await fakeStataServe('--max-run', '5', '--speed', '100');
    const { origin } = new URL(server.url);
    const selection = await fetch(`${origin}/run_selection?selection=sleep+60000`, {
      method: 'POST',
    });
    expect(await selection.text()).toContain('Error: Command timeout after 5.0s');
  });

  it('keeps silent streams alive as often as it is told', async () => {
    await using server = await fakeStataServe(
      '--keep-alive',
      '0.5',
      '--scenario',
      'one-line-at-the-end',
      '--speed',
      '20',
    );
    await using wire = new HttpWire();
    await using probe = await WireProbe.open({ wire, url: server.url, clock: new RealClock() });
    const kinds: string[] = [];
    await probe.call({
      tool: 'stata_run_selection',
      args: { selection: '' },
      record: ({ kind }) => kinds.push(kind),
    });
    expect(kinds.indexOf('sse-comment')).toBeGreaterThan(0);
    expect(kinds.indexOf('sse-comment')).toBeLessThan(kinds.indexOf('message'));
  });

  it('asks for its token', async () => {
    await using server = await fakeStataServe('--token', 's3cret', '--speed', '100');
    const { exitCode, stderr } = await fakeStata('probe', server.url, ...PROBE);
    expect([exitCode, stderr.includes('asks for a token')]).toEqual([1, true]);
    const header = ['--header', 'Authorization: Bearer s3cret'];
    expect((await fakeStata('probe', server.url, ...PROBE, ...header)).exitCode).toBe(0);
  });

  it('reads do-files from its root only', async () => {
    const root = await mkdtemp(join(tmpdir(), 'fake-stata-'));
    await writeFile(join(root, 'a.do'), 'display 6*7\n');
    await using server = await fakeStataServe('--root', root, '--speed', '100');
    const { origin } = new URL(server.url);
    const run = async (file: string) =>
      (await fetch(`${origin}/run_file?file_path=${file}`)).text();
    expect(await run('a.do')).toContain('. display 6*7\n42\n');
    expect(await run('/etc/passwd')).toContain('File is not in');
  });

  it('traces what Stata says, and logs requests and calls', async () => {
    const trace = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'trace.jsonl');
    const server = await fakeStataServe('--trace', trace, '--log', '--speed', '100');
    await fakeStata('probe', server.url, ...PROBE);
    const { stderr } = await server.interrupt();
    const said = (await readFile(trace, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(said.map(({ kind, manager }) => `${manager} ${kind}`)).toEqual([
      'streaming started',
      'streaming output',
      'streaming ended',
    ]);
    const lines = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.find(({ msg }) => msg === 'call')).toMatchObject({
      tool: 'stata_run_selection',
      manager: 'streaming',
      isError: false,
      session: expect.any(String),
      firstMs: expect.any(Number),
      totalMs: expect.any(Number),
    });
    const requests = lines.filter(({ msg }) => msg === 'request');
    expect(requests.map(({ method, status }) => `${method} ${status}`)).toContain('POST 202');
  });

  it('serves what the official conformance suite asks for', async () => {
    await using server = await fakeStataServe('--conformance');
    const { stdout } = await fakeStata('probe', server.url, '--tool', 'test_simple_text');
    expect(stdout).toContain('Event #1');
  });

  it.each([
    ['a root that isn’t there', ['--root', '/nowhere'], 'there is no folder /nowhere'],
    ['a trace that can’t be written', ['--trace', '/nowhere/x'], 'cannot write the trace'],
    ['no number of seconds', ['--keep-alive', '-1'], 'such as 15 or 0.5'],
    ['no number of sessions', ['--max-sessions', '0'], 'from 1 to 999999'],
  ])('refuses %s', async (_what, args, message) => {
    const { exitCode, stderr } = await fakeStata('serve', '--port', '0', ...args);
    expect([exitCode, stderr.includes(message)]).toEqual([2, true]);
  });
});
