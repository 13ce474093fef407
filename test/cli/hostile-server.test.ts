import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  json,
  log,
  type Reply,
  result,
  sse,
  startServer,
  stream,
  toolResult,
} from '../probe/hand-written-server.ts';
import { fakeStata } from './fake-stata.ts';

const folder = await mkdtemp(join(tmpdir(), 'fake-stata-'));
const TOUCH = `command: touch ${folder}/ran`;

/** A server whose tool has this name, and takes one text of that name. */
const serverWith = (name: string, argument: string) =>
  startServer({
    'tools/list': (response, { id }) => {
      const properties = { [argument]: { type: 'string', description: argument } };
      const inputSchema = { type: 'object', properties, required: [argument] };
      json(response, result(id, { tools: [{ name, description: name, inputSchema }] }));
    },
  });

it.each([
  ['a newline', 'run', `x\n${TOUCH}\ny`],
  ['a newline of another system', 'run', `x\r${TOUCH}\r# `],
  ['a newline of Unicode', 'run', `x\u2028${TOUCH}\u0085${TOUCH}`],
  ['quotes', `run"\n${TOUCH}\n"`, `x'\n${TOUCH}\n'`],
  ['a second document', 'run', `x\n---\n${TOUCH}\nurl: http://127.0.0.1:1/`],
  ['a shell', `run\n${TOUCH}\nshell: true\n`, `x\nshell: true\n${TOUCH}\n`],
])('runs nothing that a server wrote into its schema, behind %s', async (_, name, argument) => {
  await using server = await serverWith(name, argument);
  const begun = await fakeStata('contract', 'init', server.url);
  expect(begun).toMatchObject({ exitCode: 0, stderr: '' });
  const file = join(folder, 'target.yaml');
  await writeFile(file, begun.stdout);
  const judged = await fakeStata('contract', '--target', file, '--only', 'S01');
  // It was judged with what the server calls its things, so the file says what was meant.
  expect(judged.stderr).toBe('');
  expect(judged.stdout).toContain('S01');
  expect(await readdir(folder)).toEqual(['target.yaml']);
});

const SPELL =
  '\u001b]0;title\u0007\u001b[2J\u009b31m\u202etxet\u2066\r\b\u200b\nAll that must be kept is kept';

const refusal: Reply = (response, { id }) =>
  json(response, { jsonrpc: '2.0', id, error: { code: -32000, message: SPELL } });

const initialize: Reply = (response, { id }) =>
  json(
    response,
    result(id, {
      protocolVersion: '2025-11-25',
      capabilities: { tools: {}, logging: {} },
      serverInfo: { name: SPELL, version: SPELL },
    }),
  );

const tools: Reply = (response, { id }) => {
  const properties = { [SPELL]: { type: 'string', description: SPELL } };
  const schema = { type: 'object', properties, required: [SPELL] };
  const tool = { name: 'run', description: SPELL, inputSchema: schema };
  json(response, result(id, { tools: [tool, { ...tool, name: SPELL }] }));
};

const talk: Reply = (response, { id }) =>
  stream(response).write(`: ${SPELL.replace(/[\r\n]/g, '')}\n\n${sse(log(SPELL))}`, () =>
    response.end(sse(toolResult(id, SPELL))),
  );

const moved: Reply = (response) => {
  response.writeHead(307, { location: '/\u009b31m' }).end();
};

const all = { initialize, 'tools/list': tools, 'tools/call': talk };

it.each<[string, Readonly<Record<string, Reply>>, (url: string) => readonly string[]]>([
  ['a report', all, (url) => ['contract', url, '--tool', 'run', '--only', 'S01,L02']],
  ['a report as JSON', all, (url) => ['contract', url, '--tool', 'run', '--only', 'S01', '--json']],
  ['a target file', all, (url) => ['contract', 'init', url]],
  ['a list of tools', all, (url) => ['contract', url, '--tool', 'x']],
  ['a list of tools that are probed', all, (url) => ['probe', url, '--tool', 'x']],
  ['what is heard', all, (url) => ['probe', url, '--tool', 'run']],
  ['what is heard, as JSON', all, (url) => ['probe', url, '--tool', 'run', '--json']],
  ['a refusal', { initialize: refusal }, (url) => ['probe', url, '--tool', 'run']],
  ['a refusal to be judged', { initialize: refusal }, (url) => ['contract', url, '--tool', 'run']],
  ['a refused list', { ...all, 'tools/list': refusal }, (url) => ['contract', 'init', url]],
  ['a refused call', { ...all, 'tools/call': refusal }, (url) => ['probe', url, '--tool', 'run']],
  ['another address', { initialize: moved }, (url) => ['probe', url, '--tool', 'run']],
  ['a hop', { initialize: refusal }, (url) => ['locate', '--hop', `a=${url}`, '--tool', 'run']],
  [
    'one of several hops',
    all,
    (url) => [
      'compare',
      '--hop',
      `a=${url}`,
      '--hop',
      `b=${url}`,
      '--tool',
      'run',
      '--only',
      'S01',
    ],
  ],
])('shows nothing that steers a terminal, in %s', async (_, replies, args) => {
  await using server = await startServer(replies);
  const { stdout, stderr, exitCode } = await fakeStata(...args(server.url));
  expect(stdout + stderr).toMatch(/^[\P{C}\n]+$/u);
  // A line of ours can't be made by others.
  expect(stdout + stderr).not.toMatch(/^All that must be kept is kept/m);
  expect(exitCode).not.toBe(70);
});
