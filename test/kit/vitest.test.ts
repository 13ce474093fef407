import { describe, expect } from 'vitest';
import { test } from '../../src/kit/vitest.ts';
import { bufferedManager } from '../../src/manager/buffered-manager.ts';

test('a streaming manager tracks the script', async ({ server, timeline }) => {
  await server.call();
  expect(timeline).toTrackTheScript();
  expect(timeline).toHear('iteration 1').at(2000);
  expect(timeline).not.toHear('iteration 3');
});

describe('a manager of one’s own', () => {
  test.override('manager', () => bufferedManager);

  test('that buffers is found out', async ({ server, timeline }) => {
    await server.call();
    expect(timeline).not.toTrackTheScript();
    expect(() => expect(timeline).toTrackTheScript()).toThrow(
      '"iteration 1" was said at 2000 ms and heard at 12000 ms',
    );
    expect(() => expect(timeline).toHear('iteration 1').at(2000)).toThrow(
      'first heard at 12000 ms',
    );
    expect(() => expect(timeline).toHear('iteration 3')).toThrow('never heard');
    expect(() => expect(timeline.events).not.toHear('iteration 1')).toThrow('heard at 12000');
    expect(() => expect(12).toTrackTheScript()).toThrow('expected a Timeline');
  });
});

describe('every manager of ours', () => {
  test.override('manager', () => 'buffered-json');
  test('that tells nothing loses everything', async ({ server, timeline }) => {
    await server.call({ progress: true });
    expect(() => expect(timeline).toTrackTheScript()).toThrow(
      'was said at 8000 ms and never heard',
    );
    expect(timeline).toHear('iteration 1').at(12_000);
  });
});

describe('without a server', () => {
  test.override('scenario', () => 'early-error');
  test('a Stata says what it says', async ({ stata, clock, timeline }) => {
    const said: string[] = [];
    const { signal } = new AbortController();
    await clock.runUntil(listen());
    async function listen(): Promise<void> {
      for await (const { kind } of stata.run('regress y x', { signal })) said.push(kind);
    }
    expect(said.at(-1)).toBe('ended');
    expect(timeline.events).toHaveLength(said.length + 1);
    expect(clock.now()).toBeGreaterThan(0);
  });
});
