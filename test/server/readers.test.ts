import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import type { ReaderName, Step } from '../../src/scenario/scenario.ts';
import type { RunResult } from '../../src/server/reader.ts';
import { READERS } from '../../src/server/readers.ts';
import { ScriptedStata } from '../../src/stata/session/scripted-stata.ts';
import { error, print, scenarioOf, wait } from '../scenario-of.ts';

describe('the direct reader', () => {
  it('tells of each line at once', async () => {
    const { told, result } = await read('direct', [print('one'), wait(2000), print('two')]);
    expect(told).toEqual(['0 notice one', '2000 notice two']);
    expect(result).toEqual({ text: 'one\ntwo', returnCode: 0 });
  });

  it('keeps a line until it is ended, and gives what is left at the end', async () => {
    const write = (text: string): Step => ({ kind: 'output', text });
    const { told } = await read('direct', [
      write('a'),
      wait(100),
      write('b\nc\n\nd'),
      wait(100),
      write('e'),
      wait(100),
    ]);
    expect(told).toEqual(['100 notice ab', '100 notice c', '100 notice ', '300 notice de']);
  });

  it('tells of an error, after what was left, as an error', async () => {
    const { told, result } = await read('direct', [
      { kind: 'output', text: 'half' },
      wait(5),
      error(198, 'invalid syntax'),
    ]);
    expect(told).toEqual(['5 notice half', '5 error invalid syntax\nr(198);']);
    expect(result).toEqual({ text: 'halfinvalid syntax\nr(198);', returnCode: 198 });
  });
});

describe('the polled reader', () => {
  it('looks at 2, 8, 14 … s and notices the end at the look after the call has returned', async () => {
    const { told } = await read('polled', [wait(16_000)]);
    expect(told).toEqual([
      '0 notice ▶️  Starting Stata execution: a.do',
      '2000 notice ⏱️  2s elapsed',
      '8000 notice ⏱️  8s elapsed',
      '14000 notice ⏱️  14s elapsed',
      '18000 notice ✅ Execution completed in 18.0s',
    ]);
  });

  it.each([
    // Stata's end, and when it is noticed: the call returns at the next half second, which the next
    // look but one sees when both fall on the same instant.
    [0, 2000],
    [1499, 2000],
    [1500, 4000],
    [9999, 12_000],
    [10_000, 12_000],
    [11_499, 12_000],
    [11_500, 14_000],
  ])('notices an end at %i ms at %i ms', async (endMs, noticedMs) => {
    const { told } = await read('polled', [wait(endMs)]);
    expect(told.at(-1)).toMatch(new RegExp(`^${noticedMs} notice ✅`));
  });

  it('tells of the last three new lines, blank ones left out', async () => {
    const lines = ['one', 'two', 'three', '', 'four'].map(print);
    const { told, result } = await read('polled', [
      ...lines,
      wait(3000),
      print('five'),
      wait(6000),
    ]);
    expect(told[1]).toBe('2000 notice ⏱️  2s elapsed\ntwo\nthree\nfour');
    expect(told[2]).toBe('8000 notice ⏱️  8s elapsed\nfive');
    expect(result.text).toBe('one\ntwo\nthree\n\nfour\nfive');
  });

  it('does not see what is written at the very instant of its look', async () => {
    const { told } = await read('polled', [wait(2000), print('just now'), wait(7000)]);
    expect(told[1]).toBe('2000 notice ⏱️  2s elapsed');
    expect(told[2]).toContain('just now');
  });

  it('stops when the call is cancelled', async () => {
    const cancel = new AbortController();
    const reading = read('polled', [wait(60_000)], { cancel, cancelAtMs: 3000 });
    await expect(reading).rejects.toThrow('cancelled');
  });

  it('passes on what goes wrong in Stata itself', async () => {
    const clock = new VirtualClock();
    const messages = READERS.polled({
      label: 'a.do',
      clock,
      signal: new AbortController().signal,
      // biome-ignore lint/correctness/useYield: a Stata that fails before it says anything
      outputs: (async function* () {
        throw new Error('the rig is broken');
      })(),
    });
    await clock.runUntil(messages.next());
    await expect(clock.runUntil(messages.next())).rejects.toThrow('the rig is broken');
  });
});

async function read(
  reader: ReaderName,
  script: readonly Step[],
  { cancel = new AbortController(), cancelAtMs = Number.POSITIVE_INFINITY } = {},
): Promise<{ told: readonly string[]; result: RunResult }> {
  const clock = new VirtualClock();
  const { signal } = cancel;
  const stata = new ScriptedStata({ scenario: scenarioOf(script), clock });
  const messages = READERS[reader]({
    label: 'a.do',
    clock,
    signal,
    outputs: stata.run('', { signal }),
  });
  const told: string[] = [];
  const listen = async (): Promise<RunResult> => {
    for (;;) {
      const { done, value } = await messages.next();
      if (done) return value;
      told.push(`${clock.now()} ${value.level} ${value.text}`);
    }
  };
  void clock.sleep(cancelAtMs).then(() => cancel.abort(new Error('cancelled')));
  return { result: await clock.runUntil(listen()), told };
}
