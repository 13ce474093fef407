import { VirtualClock } from '../../clock/virtual-clock.ts';
import { MANAGERS, type ManagerName } from '../../manager/managers.ts';
import type { SessionManager } from '../../manager/session-manager.ts';

const MIB = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;
/** Where whoever fills a queue is stopped that nothing else stops. */
const ENOUGH_BYTES = 16 * MIB;
/** How long is waited for what may never come, in virtual milliseconds. */
const MINUTE_MS = 60_000;
const EVENT_STREAM = { headers: { 'content-type': 'text/event-stream' } };

/** A request out of the ordinary, and what a manager makes of it. */
export interface Hole {
  /** What happens behind the manager, as the beginning of a sentence. */
  readonly when: string;
  /** What came of it, as the rest of the sentence. */
  readonly seen: (manager: ManagerName) => Promise<string>;
}

/** What no demonstration shows of a manager, since it calls one tool that works for one client that stays. */
export const HOLES: readonly Hole[] = [
  {
    when: 'A 404 from the transport',
    seen: hole(async ({ ask }) => {
      const { status } = await ask(() => new Response('gone', { status: 404 }));
      return `arrives as ${status}`;
    }),
  },
  {
    when: 'A 202, which has no body,',
    seen: hole(async ({ ask, clock }) => {
      const { body } = await ask(() => new Response(null, { status: 202 }));
      const end = new Response(body).arrayBuffer();
      return (await isWithin(end, clock)) ? 'ends at once' : 'has not ended after a minute';
    }),
  },
  {
    when: 'When the transport fails before it has begun to answer, the client',
    seen: hole(async ({ ask, clock }) => {
      const answer = ask(() => Promise.reject(new Error('no transport'))).catch(() => {});
      return (await isWithin(answer, clock)) ? 'is told at once' : 'still waits after a minute';
    }),
  },
  {
    when: 'Of two cookies',
    seen: hole(async ({ ask }) => {
      const headers = new Headers(EVENT_STREAM.headers);
      headers.append('set-cookie', 'a=1');
      headers.append('set-cookie', 'b=2');
      const answer = await ask(() => new Response('', { headers }));
      const count = answer.headers.getSetCookie().length;
      return count === 1 ? '1 arrives' : `${count} arrive`;
    }),
  },
  {
    when: 'When the client leaves, the run behind it',
    seen: hole(async ({ ask, clock }) => {
      let isLeft = false;
      const cancel = (): void => {
        isLeft = true;
      };
      const stream = new ReadableStream<Uint8Array>({ cancel });
      const { body } = await ask(() => new Response(stream, EVENT_STREAM));
      await body?.cancel();
      await clock.sleep(MINUTE_MS);
      return isLeft ? 'is told' : 'is not told within a minute';
    }),
  },
  {
    when: 'For a client that reads nothing, the transport is let say',
    seen: hole(async ({ ask, clock }) => {
      let bytes = 0;
      const stream = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          // Something must take time, or who is let go on for ever would.
          await clock.sleep(1);
          bytes += CHUNK_BYTES;
          controller.enqueue(new Uint8Array(CHUNK_BYTES));
          if (bytes >= ENOUGH_BYTES) controller.close();
        },
      });
      await ask(() => new Response(stream, EVENT_STREAM));
      await clock.sleep(MINUTE_MS);
      return bytes >= ENOUGH_BYTES ? `all of its ${ENOUGH_BYTES / MIB} MiB` : sizeOf(bytes);
    }),
  },
];

interface Bench {
  readonly clock: VirtualClock;
  /** Sends a request through the manager to a transport that answers so. */
  readonly ask: (answer: () => Response | Promise<Response>) => Promise<Response>;
}

function hole(look: (bench: Bench) => Promise<string>): Hole['seen'] {
  return (name) => {
    const clock = new VirtualClock();
    const ask: Bench['ask'] = (answer) => {
      const transport: SessionManager = async () => answer();
      const manager = MANAGERS[name].wrap(transport, { clock });
      return manager(new Request('http://127.0.0.1/mcp'));
    };
    return clock.runUntil(look({ clock, ask }));
  };
}

async function isWithin(work: Promise<unknown>, clock: VirtualClock): Promise<boolean> {
  const over = new AbortController();
  const late = clock.sleep(MINUTE_MS, over.signal).then(
    () => false,
    () => true,
  );
  const isInTime = await Promise.race([work.then(() => true), late]);
  over.abort('it came');
  return isInTime;
}

function sizeOf(bytes: number): string {
  return bytes >= MIB ? `${(bytes / MIB).toFixed(1)} MiB` : `${bytes / 1024} KiB`;
}
