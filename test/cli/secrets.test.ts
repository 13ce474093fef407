import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { json, type Reply, startServer } from '../probe/hand-written-server.ts';
import { fakeStata, fakeStataServe } from './fake-stata.ts';

const folder = await mkdtemp(join(tmpdir(), 'fake-stata-'));
const SECRET = 'hunter2hunter2';
const EMPTY = join(folder, 'empty');
await writeFile(EMPTY, '');

afterEach(() => vi.unstubAllEnvs());

describe('a report', () => {
  it('has no user, no password and no key of an address, in any form', async () => {
    await using server = await startServer();
    const url = `${server.url.replace('//', `//me:${SECRET}@`)}?api_key=${SECRET}`;
    const [junit, markdown, file] = ['x.xml', 'x.md', 'x.json'].map((name) => join(folder, name));
    if (!junit || !markdown || !file) throw new Error('a name is missing');
    const files = ['--junit', junit, '--markdown', markdown];
    const ask = ['contract', url, '--tool', 'run', '--only', 'S01'];
    await writeFile(join(folder, 'target.yaml'), targetFile(url));
    const asked = ['contract', '--target', join(folder, 'target.yaml'), '--only', 'S01'];
    const reports = [await fakeStata(...asked), await fakeStata(...asked, '--json', ...files)];
    await writeFile(file, (await fakeStata(...asked, '--json')).stdout);
    reports.push(await fakeStata('report', file, '--bug-report'), await fakeStata(...ask));
    reports.push(await fakeStata('compare', '--hop', `a=${url}`, '--tool', 'run', '--only', 'S01'));
    const texts = [...reports.flatMap(({ stdout, stderr }) => [stdout, stderr])];
    for (const each of [junit, markdown, file]) texts.push(await readFile(each, 'utf8'));
    expect(texts.join('\n')).toContain('127.0.0.1');
    expect(texts.join('\n')).not.toContain(SECRET);
    // It was sent all the same.
    expect(server.log[0]?.headers.authorization).toMatch(/^Basic /);
  });

  it('has no token that a server sends back in a refusal', async () => {
    const refusal: Reply = (response, { id, headers }) =>
      json(response, {
        jsonrpc: '2.0',
        id,
        error: { code: 1, message: `${headers.authorization}?` },
      });
    await using server = await startServer({ initialize: refusal });
    const header = ['--header', `Authorization: Bearer ${SECRET}`];
    const { stderr, exitCode } = await fakeStata('probe', server.url, '--tool', 'x', ...header);
    expect([stderr, exitCode]).toEqual([expect.stringContaining('Bearer ***?'), 1]);
  });
});

it.each([
  [['probe', `ftp://me:${SECRET}@x/`, '--tool', 'x']],
  [['probe', 'http://127.0.0.1:1/', '--tool', 'x', '--header', `X-Key ${SECRET}`]],
  [['locate', '--hop', `a=ftp://me:${SECRET}@x/`, '--tool', 'x']],
  [['contract', `http://me:${SECRET}@127.0.0.1:1/?key=${SECRET}`, '--tool', 'x']],
  [['serve', '--port', '0', '--redis', `redis://:${SECRET}@127.0.0.1:1`]],
  [['serve', '--port', '0', '--redis', `redis://:${SECRET}@127.0.0.1:none`]],
  [['serve', '--port', '0', '--redis', `:${SECRET}@127.0.0.1`]],
  [['serve', '--port', '0', '--redis', SECRET]],
])('says what is wrong with %j, and no password', async (args) => {
  const { stdout, stderr, exitCode } = await fakeStata(...args);
  expect(stderr).not.toBe('');
  expect(stdout + stderr).not.toContain(SECRET);
  expect([1, 2]).toContain(exitCode);
});

describe('a token', () => {
  const file = join(folder, 'token');

  it.each<[string, (url: string) => readonly string[]]>([
    ['probe', (url) => ['probe', url, '--tool', 'run']],
    ['contract', (url) => ['contract', url, '--tool', 'run', '--only', 'S01']],
    ['contract init', (url) => ['contract', 'init', url]],
    ['locate', (url) => ['locate', '--hop', `a=${url}`, '--tool', 'x']],
    ['compare', (url) => ['compare', '--hop', `a=${url}`, '--tool', 'x']],
  ])('comes from a file or the environment, for %s', async (_, args) => {
    await using server = await startServer();
    await writeFile(file, `${SECRET}\n`);
    vi.stubEnv('SOME_TOKEN', SECRET);
    await fakeStata(...args(server.url), '--token-file', file);
    const before = server.log.length;
    expect(before).toBeGreaterThan(0);
    await fakeStata(...args(server.url), '--token-env', 'SOME_TOKEN');
    expect(server.log.length).toBeGreaterThan(before);
    for (const { headers } of server.log) expect(headers.authorization).toBe(`Bearer ${SECRET}`);
  });

  it('comes from a file or the environment, for serve', async () => {
    await writeFile(file, `${SECRET}\n`);
    vi.stubEnv('SOME_TOKEN', SECRET);
    for (const from of [
      ['--token-file', file],
      ['--token-env', 'SOME_TOKEN'],
    ]) {
      await using server = await fakeStataServe(...from);
      expect((await fetch(server.url, { method: 'POST' })).status).toBe(401);
      const headers = { authorization: `Bearer ${SECRET}` };
      expect((await fetch(server.url, { method: 'POST', headers })).status).not.toBe(401);
    }
  });

  it.each([
    [['--token-env', 'NOT_THERE'], 'there is no variable NOT_THERE in the environment'],
    [['--token-file', '/no/such/file'], 'cannot read /no/such/file'],
    [['--token-file', EMPTY], 'has no token in it'],
    [['--token-env', 'BAD', '--token-file', EMPTY], 'give the token once'],
    [['--token-env', 'BAD'], 'the variable BAD has no token in it: that is one word of ASCII'],
  ])('is missed in %j', async (options, message) => {
    vi.stubEnv('BAD', `${SECRET} ${SECRET}`);
    const commands = [
      ['probe', 'http://127.0.0.1:1/', '--tool', 'x'],
      ['serve', '--port', '0'],
    ];
    for (const command of commands) {
      const { stderr, exitCode } = await fakeStata(...command, ...options);
      expect([stderr, exitCode]).toEqual([expect.stringContaining(message), 2]);
      expect(stderr).not.toContain(SECRET);
    }
  });

  it('is given once', async () => {
    vi.stubEnv('SOME_TOKEN', SECRET);
    const again = ['--header', 'authorization: x', '--token-env', 'SOME_TOKEN'];
    const probed = await fakeStata('probe', 'http://127.0.0.1:1/', '--tool', 'x', ...again);
    expect([probed.stderr, probed.exitCode]).toEqual([expect.stringContaining('token once'), 2]);
    const served = await fakeStata('serve', '--token', 'x', '--token-env', 'SOME_TOKEN');
    expect([served.stderr, served.exitCode]).toEqual([expect.stringContaining('token once'), 2]);
  });
});

function targetFile(url: string): string {
  return `url: ${JSON.stringify(url)}\nstimulus: { kind: stata, tool: run, argument: code }\n`;
}
