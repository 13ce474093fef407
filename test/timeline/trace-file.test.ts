import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TraceFile } from '../../src/timeline/trace-file.ts';

it('A trace file has one event a line, what was there before included', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'trace.jsonl');
  for (const text of ['one\n', 'μ\n']) {
    await using trace = await TraceFile.open(file);
    trace.append({ kind: 'output', atMs: 2000, text }, { manager: 'streaming' });
  }
  expect(await readFile(file, 'utf8')).toBe(
    '{"manager":"streaming","kind":"output","atMs":2000,"text":"one\\n"}\n' +
      '{"manager":"streaming","kind":"output","atMs":2000,"text":"μ\\n"}\n',
  );
});

it('A trace file that can’t be written to is an error at once', async () => {
  await expect(TraceFile.open('/nowhere/trace.jsonl')).rejects.toThrow('ENOENT');
});

it('A trace file that is closed takes nothing more, and minds nothing', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'trace.jsonl');
  const trace = await TraceFile.open(file);
  const closing = trace[Symbol.asyncDispose]();
  trace.append({ kind: 'ended', atMs: 1, returnCode: 1 });
  await closing;
  expect(await readFile(file, 'utf8')).toBe('');
});
