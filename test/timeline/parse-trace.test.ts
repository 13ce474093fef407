import { expect, it } from 'vitest';
import { parseTrace } from '../../src/timeline/parse-trace.ts';

it('reads what a trace says, but for a line that is still being written', () => {
  const text =
    '{"manager":"streaming","kind":"started","code":"* do","atMs":1}\n' +
    '{"kind":"output","text":"a\\n","atMs":2.5}\n' +
    '{"kind":"error","message":"no","returnCode":198,"atMs":3}\n' +
    '{"kind":"ended","returnCode":198,"atMs":3}\n' +
    '{"kind":"star';
  expect(parseTrace(text)).toEqual([
    { kind: 'started', code: '* do', atMs: 1 },
    { kind: 'output', text: 'a\n', atMs: 2.5 },
    { kind: 'error', message: 'no', returnCode: 198, atMs: 3 },
    { kind: 'ended', returnCode: 198, atMs: 3 },
  ]);
  expect(parseTrace('')).toEqual([]);
});

it.each(['nonsense\n', '{"kind":"sung","atMs":1}\n'])('refuses %j', (text) => {
  expect(() => parseTrace(text)).toThrow();
});
