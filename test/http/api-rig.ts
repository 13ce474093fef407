import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { createStataApi } from '../../src/http/stata-api.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { CallRecord } from '../../src/server/call-record.ts';
import { DiskDoFiles } from '../../src/server/disk-do-files.ts';
import type { ProfileName } from '../../src/server/profile.ts';
import { PROFILES } from '../../src/server/profiles.ts';
import { StataSessions } from '../../src/server/stata-sessions.ts';
import { createStata } from '../../src/stata/session/create-stata.ts';
import type { Emission } from '../../src/timeline/emission.ts';

/** 22 November 2026, 08:31:15, in a place where the clocks show UTC. */
const START_EPOCH_MS = 1_795_336_275_000;

export interface Reply {
  readonly atMs: number;
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

/** The HTTP endpoints of a profile, in process and in virtual time. */
export function apiAs(name: ProfileName, scenario: Scenario) {
  const clock = new VirtualClock();
  const profile = PROFILES[name];
  const said: Emission[] = [];
  const record = (emission: Emission): void => {
    said.push(emission);
  };
  const sessions = new StataSessions({
    createStata: () => createStata({ scenario, clock, record }),
    clock,
    doFiles: new DiskDoFiles('/'),
    startEpochMs: START_EPOCH_MS,
    sessionsMax: 3,
    busyWaitMs: profile.busyWaitMs,
  });
  const calls: CallRecord[] = [];
  const onCall = (call: CallRecord): void => void calls.push(call);
  const api = createStataApi({ sessions, profile, clock, onCall });

  const open = async (asked: string, body?: unknown): Promise<Response> => {
    const [method = '', path = ''] = asked.split(' ');
    const request = new Request(`http://127.0.0.1${path}`, {
      method,
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    return (await api(request)) ?? new Response('not here', { status: 404 });
  };
  const begin = async (asked: string, body?: unknown): Promise<Reply> => {
    const response = await open(asked, body);
    const text = await response.text();
    const type = response.headers.get('content-type');
    return { atMs: clock.now(), status: response.status, type, body: text };
  };
  return {
    clock,
    said,
    calls,
    sessions,
    open,
    /** Asks, such as `GET /run_file?file_path=a.do`, while time is passing anyway. */
    begin,
    /** Asks, and lets time pass until all of the answer is there. */
    ask: (asked: string, body?: unknown) => clock.runUntil(begin(asked, body)),
    /** The events of a stream, each with its time. */
    listen: (asked: string) => clock.runUntil(open(asked).then((each) => eventsOf(each, clock))),
  };
}

async function eventsOf(
  response: Response,
  clock: VirtualClock,
): Promise<readonly (readonly [atMs: number, frame: string])[]> {
  const events: [number, string][] = [];
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) events.push([clock.now(), decoder.decode(chunk)]);
  return events;
}

/** The data of events that are framed as FastAPI frames them, and as nothing else. */
export function dataOf(
  events: readonly (readonly [atMs: number, frame: string])[],
): readonly string[] {
  return events.map(([atMs, frame]) => {
    const data = /^data: ([^\n]*)\n\n$/.exec(frame)?.[1];
    return data === undefined ? `not a frame: ${JSON.stringify(frame)}` : `${atMs} ${data}`;
  });
}
