import { expect, it } from 'vitest';
import { limitOutput } from '../../src/server/limit-output.ts';
import type { StataOutput } from '../../src/timeline/emission.ts';

it('passes what a run says that isn’t too much', async () => {
  expect(await saidOf(limitOutput(lines(3), 6))).toEqual(['a\n', 'a\n', 'a\n', 'ended 0']);
});

it('ends a run that says too much, in an error, and stops whatever said it', async () => {
  let isStopped = false;
  const onStopped = (): void => {
    isStopped = true;
  };
  const said = await saidOf(limitOutput(lines(1000, onStopped), 5));
  const message = 'the run said more than 5 characters, and was ended';
  expect(said).toEqual(['a\n', 'a\n', `error 693: ${message}`, 'ended 693']);
  expect(isStopped).toBe(true);
});

async function* lines(count: number, onStopped = () => {}): AsyncGenerator<StataOutput> {
  try {
    for (let line = 0; line < count; line += 1) yield { kind: 'output', text: 'a\n' };
    yield { kind: 'ended', returnCode: 0 };
  } finally {
    onStopped();
  }
}

async function saidOf(outputs: AsyncIterable<StataOutput>): Promise<readonly string[]> {
  const said: string[] = [];
  for await (const output of outputs) {
    if (output.kind === 'output') said.push(output.text);
    else if (output.kind === 'error') said.push(`error ${output.returnCode}: ${output.message}`);
    else said.push(`ended ${output.returnCode}`);
  }
  return said;
}
