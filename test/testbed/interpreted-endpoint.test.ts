import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { createHandlerFetch } from '../../src/probe/handler-fetch.ts';
import { SdkProbe } from '../../src/probe/sdk-probe.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { ProfileName } from '../../src/server/profile.ts';
import { createEndpoint } from '../../src/testbed/endpoint.ts';
import type { Arrival } from '../../src/timeline/arrival.ts';
import type { Emission } from '../../src/timeline/emission.ts';

const SCENARIO: Scenario = { name: 'any', about: '', seed: 1, reader: 'direct', commands: [] };

/** Programs that never end, and until when they are let run, in milliseconds. */
const ENDLESS = [
  ['a long sleep', 'sleep 100000000', 20_000],
  ['a loop that sleeps', 'while 1 {\n  sleep 700\n  display "on"\n}', 20_000],
  ['a loop that catches what goes wrong', 'while 1 {\n  capture sleep 700\n}', 20_000],
  ['a loop that does nothing', 'while 1 {\n}', 20],
  ['a loop that talks and works', 'while 1 {\n  display "on"\n  forvalues i = 1/50 {\n  }\n}', 5],
] as const;

describe('a Stata that runs what it is given, behind the official client', () => {
  it.each(ENDLESS)(
    'breaks within 100 ms of %s, whenever it is cancelled',
    async (_, code, maxMs) => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: maxMs }), async (cancelAfterMs) => {
          await inSession(async ({ call, clock, said }) => {
            await call('global kept = 6 * 7');
            const cancel = new AbortController();
            const cancelAtMs = clock.now() + cancelAfterMs;
            void clock.sleep(cancelAfterMs).then(() => cancel.abort());
            const heard: Arrival[] = [];
            const calling = call(code, { signal: cancel.signal, heard });
            await expect(calling).rejects.toThrow();
            await clock.sleep(100);
            expect(said.at(-1)).toMatchObject({ kind: 'ended', returnCode: 1 });
            expect(said.at(-1)?.atMs).toBeLessThanOrEqual(cancelAtMs + 100);
            expect(heard.filter(({ atMs }) => atMs > cancelAtMs)).toEqual([]);
            expect(await call('display $kept')).toContain('\n42\n');
          });
        }),
        { numRuns: 10 },
      );
    },
  );

  it('remembers in a session what it did there, and nothing of another', async () => {
    await inSession(async ({ call }) => {
      await call('global mine = 1');
      await call('global mine = 2', { session_id: 'b' });
      expect(await call('display "<$mine>"')).toContain('\n<1>\n');
      expect(await call('display "<$mine>"', { session_id: 'b' })).toContain('\n<2>\n');
      expect(await call('display "<$mine>"', { session_id: 'c' })).toContain('\n<>\n');
    });
  });

  it.each([
    ['stata-mcp@0.5.2', 'Error: command foo is unrecognized\nr(199);'],
    ['stata-mcp@0.3.5', 'Error running command: command foo is unrecognized\nr(199);'],
  ] as const)('says what went wrong as %s does', async (profile, text) => {
    await inSession(async ({ call }) => expect(await call('foo')).toBe(`\n${text}\n`), profile);
  });

  it('does nothing that lies outside: no shell, no file that isn’t the root’s', async () => {
    await inSession(async ({ call }) => {
      expect(await call('shell echo hello > /tmp/x')).not.toContain('\nhello');
      expect(await call('type "/etc/passwd"')).not.toContain('root:');
    });
  });
});

interface InSession {
  readonly clock: VirtualClock;
  readonly said: readonly Emission[];
  /** The text of the result. */
  readonly call: (
    selection: string,
    options?: {
      readonly session_id?: string;
      readonly signal?: AbortSignal;
      /** Is given all that is heard. */
      readonly heard?: Arrival[];
    },
  ) => Promise<string>;
}

async function inSession(
  talk: (session: InSession) => Promise<void>,
  profile: ProfileName = 'fake-stata',
): Promise<void> {
  const clock = new VirtualClock();
  const said: Emission[] = [];
  const record = (emission: Emission): void => void said.push(emission);
  await using endpoint = createEndpoint({
    scenario: SCENARIO,
    manager: 'streaming',
    clock,
    record,
    profile,
  });
  const talking = async (): Promise<void> => {
    const fetch = createHandlerFetch(endpoint.handle);
    await using probe = await SdkProbe.open({ url: 'http://127.0.0.1/mcp', clock, fetch });
    await talk({
      clock,
      said,
      call: async (selection, { heard = [], signal, ...args } = {}) => {
        const result = await probe.call({
          tool: 'stata_run_selection',
          args: { selection, ...args },
          record: (arrival) => heard.push(arrival),
          ...(signal === undefined ? {} : { signal }),
        });
        return result.kind === 'result' ? `\n${result.text}\n` : '';
      },
    });
  };
  await clock.runUntil(talking());
}
