import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { json, result, startServer } from '../probe/hand-written-server.ts';
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
