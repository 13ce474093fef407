import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import { InterpretedStata } from '../../../src/stata/session/interpreted-stata.ts';
import type { Emission } from '../../../src/timeline/emission.ts';

describe('InterpretedStata', () => {
  it('says each thing when the code says it', async () => {
    const said = await play('sleep 2000\ndisplay "one"\nsleep 6000\ndisplay "two"\nsleep 4000');
    expect(said.filter(({ kind }) => kind !== 'started')).toEqual([
      { kind: 'output', atMs: 0, text: '. sleep 2000\n' },
      { kind: 'output', atMs: 2000, text: '\n' },
      { kind: 'output', atMs: 2000, text: '. display "one"\none\n\n' },
      { kind: 'output', atMs: 2000, text: '. sleep 6000\n' },
      { kind: 'output', atMs: 8000, text: '\n' },
      { kind: 'output', atMs: 8000, text: '. display "two"\ntwo\n\n' },
      { kind: 'output', atMs: 8000, text: '. sleep 4000\n' },
      { kind: 'output', atMs: 12_000, text: '\n' },
      { kind: 'ended', atMs: 12_000, returnCode: 0 },
    ]);
  });

  it('ends at the first error', async () => {
    const said = await play('nonsense\ndisplay "never"');
    expect(said.slice(2)).toEqual([
      {
        kind: 'error',
        atMs: 0,
        returnCode: 199,
        message: 'command nonsense is unrecognized',
      },
      { kind: 'output', atMs: 0, text: '\n' },
      { kind: 'ended', atMs: 0, returnCode: 199 },
    ]);
  });
});

async function play(code: string): Promise<readonly Emission[]> {
  const clock = new VirtualClock();
  const said: Emission[] = [];
  const stata = new InterpretedStata({ clock, record: (emission) => said.push(emission) });
  const { signal } = new AbortController();
  const drain = async (): Promise<void> => {
    for await (const _output of stata.run(code, { signal })) {
      // The listener only listens.
    }
  };
  await clock.runUntil(drain());
  return said;
}
