import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listen } from '../../src/http/listen.ts';
import { fakeStata } from './fake-stata.ts';

/** One clear message, the right exit code, and no stack trace: for everything a person can get wrong. */
describe('what the person at the keyboard can put right ends with exit code 2', () => {
  it.each([
    [
      'an unknown manager',
      ['demo', '--managers', 'bufferd'],
      'no manager "bufferd": choose from buffered, buffered-json, streaming, option-1-as-printed, option-1-hardened',
    ],
    ['an unknown manager of serve', ['serve', '--manager', 'x'], 'no manager "x"'],
    ['an unknown reader', ['demo', '--reader', 'x'], 'no reader "x": choose from direct, polled'],
    ['an unknown scenario', ['demo', 'twelve'], 'no scenario "twelve"'],
    [
      'a scenario file that is not there',
      ['demo', './no.yaml'],
      'cannot read the scenario ./no.yaml',
    ],
    ['a port that is none', ['serve', '--port', '65536'], 'whole number from 0 to 65535'],
    ['an allowed host that is none', ['serve', '--allow-host', 'a.b,http://c'], 'not a host name'],
    ['a hop that is none', ['serve', '--hop', 'nowhere'], 'A hop is a name, an equals sign'],
    ['a hop to a query', ['serve', '--hop', 'a=http://b/?c'], 'it can have no "?" and no "#"'],
    [
      'two hops of one name',
      ['serve', '--hop', 'a=http://b/', '--hop', 'a=http://c/'],
      'two hops called a',
    ],
    ['a speed that is none', ['demo', '--speed', '0'], 'greater than 0'],
    [
      'arguments that are no JSON',
      ['probe', 'http://127.0.0.1:1', '--tool', 'x', '--args', '{'],
      'a JSON object',
    ],
    [
      'arguments that are no object',
      ['probe', 'http://127.0.0.1:1', '--tool', 'x', '--args', '[]'],
      'a JSON object',
    ],
    ['a URL that is none', ['probe', 'here', '--tool', 'x'], 'begins with http:// or https://'],
    [
      'a header that is none',
      ['probe', 'http://127.0.0.1:1', '--tool', 'x', '--header', 'X'],
      'a name, a colon and a value',
    ],
    ['no tool', ['probe', 'http://127.0.0.1:1'], 'give the --tool to call, or --lines'],
    ['a folder where the system has none', ['install', '/proc/x'], 'cannot install into /proc/x'],
    ['one on the way to another', ['install', '/proc/x/y'], 'cannot install into /proc/x/y'],
    ['an unknown option', ['demo', '--fast'], "unknown option '--fast'"],
    ['an unknown command', ['dmo'], 'Did you mean demo?'],
  ])('%s', async (_what, args, message) => {
    const { exitCode, stderr, stdout } = await fakeStata(...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  it('a port that is in use', async () => {
    await using other = await listen({ app: () => {} });
    const { exitCode, stderr } = await fakeStata('serve', '--port', String(other.port));
    expect(stderr).toBe(
      `port ${other.port} on 127.0.0.1 is in use: choose another with --port, or --port 0 for any free one\n`,
    );
    expect(exitCode).toBe(2);
  });

  it('a scenario with mistakes in it: each with its file, line and column', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'wrong.yaml');
    await writeFile(
      file,
      'name: wrong\nabout: Two mistakes.\nscript:\n  - prnt: a\n  - wait: -2s\n',
    );
    for (const args of [
      ['demo', file],
      ['scenarios', '--check', file],
    ]) {
      const { exitCode, stderr } = await fakeStata(...args);
      expect(
        stderr
          .trimEnd()
          .split('\n')
          .map((line) => line.slice(0, line.indexOf(': '))),
      ).toEqual([`${file}:4:5`, `${file}:5:11`]);
      expect(exitCode).toBe(2);
    }
  });
});

describe('a server that can’t be talked to ends with exit code 1', () => {
  it('nobody listens', async () => {
    const { port, close } = await listen({ app: () => {} });
    await close();
    const url = `http://127.0.0.1:${port}/mcp`;
    const { exitCode, stderr } = await fakeStata('probe', url, '--tool', 'x');
    expect(stderr).toBe(`cannot reach ${url}: connection refused\n`);
    expect(exitCode).toBe(1);
  });

  it('what listens is no MCP server', async () => {
    await using server = await listen({
      app: (_req, res) => {
        res.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>');
      },
    });
    const { exitCode, stderr } = await fakeStata('probe', server.url, '--tool', 'x');
    expect(stderr).toContain('is not an MCP server');
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(exitCode).toBe(1);
  });
});
