import { describe, expect, it } from 'vitest';
import { settleMacrotasks } from '../../src/clock/settle.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { type AsgiApp, type AsgiBody, asgiAppOf } from '../../src/manager/asgi-app.ts';
import { QUEUE_MAX_BYTES } from '../../src/manager/byte-queue.ts';
import { MANAGERS } from '../../src/manager/managers.ts';
import { answerAsPrinted } from '../../src/manager/option-1-as-printed.ts';
import { answerHardened } from '../../src/manager/option-1-hardened.ts';
import { handFedBody } from '../http/hand-fed-body.ts';
import { get } from './requests.ts';

const MINUTE_MS = 60_000;
const STREAM = { headers: { 'content-type': 'text/event-stream' } };

/** What one does with an answer, and says of it. The clock is driven meanwhile. */
type Look = (answer: Answer, clock: VirtualClock) => Promise<string>;
type Answer = (app: AsgiApp) => Promise<Response>;

interface Case {
  readonly case: string;
  readonly look: Look;
  readonly printed: string;
  readonly hardened: string;
}

/** The table in reference/mcp-streaming.md, section 6: its rows, and what follows from them. */
const CASES: readonly Case[] = [
  {
    case: 'the app starts at once and speaks at 100 ms',
    look: async (answer, clock) => timesOf(await answer(speakAt(clock, 100)), clock),
    printed: 'answered at 10, heard at 100',
    hardened: 'answered at 0, heard at 100',
  },
  {
    case: 'the app starts at once and speaks at 1 ms',
    look: async (answer, clock) => timesOf(await answer(speakAt(clock, 1)), clock),
    printed: 'answered at 10, heard at 10',
    hardened: 'answered at 0, heard at 1',
  },
  {
    case: 'the app sends 404',
    look: async (answer) => headOf(await answer(appOf(Response.json('gone', { status: 404 })))),
    printed: '200 application/json, 6 bytes',
    hardened: '404 application/json, 6 bytes',
  },
  {
    case: 'the app sends an error in JSON',
    look: async (answer, clock) => {
      const response = await answer(appOf(Response.json('gone', { status: 404 })));
      return outcomeOf(response, clock);
    },
    printed: '"gone", never ends',
    hardened: '"gone", ends',
  },
  {
    case: 'the app sends 202',
    look: async (answer, clock) => {
      const response = await answer(appOf(new Response(null, { status: 202 })));
      return `${response.status}${await outcomeOf(response, clock)}`;
    },
    printed: '200, never ends',
    hardened: '202, ends',
  },
  {
    case: 'the app sends 204, which has no body',
    look: async (answer) => {
      const { status, body } = await answer(appOf(new Response(null, { status: 204 })));
      return `${status}, ${body === null ? 'no body' : 'a body'}`;
    },
    printed: '200, a body',
    hardened: '204, no body',
  },
  {
    case: 'the app sends a stream, and ends it',
    look: async (answer, clock) => outcomeOf(await answer(appOf(new Response('a', STREAM))), clock),
    printed: 'a, ends',
    hardened: 'a, ends',
  },
  {
    case: 'an exception before the start',
    look: (answer, clock) =>
      answerWithin(
        clock,
        answer(asgiAppOf(() => Promise.reject(new Error('no transport')), get())),
      ),
    printed: 'hangs',
    hardened: 'throws no transport',
  },
  {
    case: 'the app returns without a start',
    look: (answer, clock) =>
      answerWithin(
        clock,
        answer(async () => {}),
      ),
    printed: 'hangs',
    hardened: 'throws the application ended without starting a response',
  },
  {
    case: 'an exception mid-stream',
    look: async (answer, clock) => {
      const { stream, say, fail } = handFedBody();
      const response = await answer(appOf(new Response(stream, STREAM)));
      say('a');
      await settleMacrotasks();
      fail(new Error('broken'));
      await settleMacrotasks(); // It breaks before anything is read; 'a' is not lost.
      return outcomeOf(response, clock);
    },
    printed: 'a, breaks',
    hardened: 'a, breaks',
  },
  {
    case: 'the app returns without a final body',
    look: async (answer, clock) => {
      const app: AsgiApp = async (send) => {
        await send({ type: 'http.response.start', status: 200, headers: [] });
        await send({ ...body('a'), more_body: true });
      };
      return outcomeOf(await answer(app), clock);
    },
    printed: 'a, never ends',
    hardened: 'a, ends',
  },
  {
    case: 'the app goes on working after its answer',
    look: async (answer, clock) => {
      const app: AsgiApp = async (send) => {
        await send({ type: 'http.response.start', status: 200, headers: [] });
        await send(body('a'));
        await new Promise(() => {}); // Starlette's background tasks run here.
      };
      return outcomeOf(await answer(app), clock);
    },
    printed: 'a, never ends',
    hardened: 'a, ends',
  },
  {
    case: 'a repeated header',
    look: async (answer) => {
      const response = new Response('', STREAM);
      for (const cookie of ['a=1', 'b=2']) response.headers.append('set-cookie', cookie);
      return (await answer(appOf(response))).headers.getSetCookie().join(' and ');
    },
    printed: 'b=2',
    hardened: 'a=1 and b=2',
  },
  {
    case: 'the client drops a transport that is silent',
    look: async (answer) => {
      const { stream, cancelled } = handFedBody();
      const response = await answer(appOf(new Response(stream, STREAM)));
      await response.body?.cancel('gone');
      return Promise.race([
        cancelled.then((reason) => `told: ${reason}`),
        settleMacrotasks().then(() => 'not told'),
      ]);
    },
    printed: 'not told',
    hardened: 'told: gone',
  },
  {
    case: 'the client drops a worker that makes a unit every 10 ms, for 300 ms',
    look: async (answer, clock) => {
      const worker = workEvery(clock, 10);
      const response = await answer(appOf(new Response(worker.stream, STREAM)));
      const reader = response.body?.getReader();
      await reader?.read();
      const before = worker.made();
      await reader?.cancel();
      await clock.sleep(300);
      return `${worker.made() - before} more units`;
    },
    printed: '29 more units',
    hardened: '0 more units',
  },
  {
    case: 'the client drops while the queue is full',
    look: async (answer, clock) => {
      const chunk = new Uint8Array(QUEUE_MAX_BYTES + 1);
      const { app, ended } = manyChunks(chunk, 100);
      const response = await answer(app);
      await clock.sleep(10);
      await response.body?.cancel('gone');
      return Promise.race([ended, settleMacrotasks().then(() => 'still working')]);
    },
    printed: 'all 100 made', // Before anybody could leave.
    hardened: 'stopped after 1: gone',
  },
  {
    case: '20,000 chunks of 100 bytes, and a reader that takes one',
    look: async (answer, clock) => {
      const { app, made } = manyChunks(new Uint8Array(100), 20_000);
      const response = await answer(app);
      await response.body?.getReader().read();
      await clock.sleep(10);
      return `${made() - 1} wait`;
    },
    printed: '19999 wait',
    hardened: `${Math.floor(QUEUE_MAX_BYTES / 100) + 1} wait`,
  },
];

describe.each(CASES)('Option 1, when $case', ({ look, printed, hardened }) => {
  it(`as printed: ${printed}`, async () => {
    const clock = new VirtualClock({ warn: () => {} });
    const answer: Answer = (app) => answerAsPrinted(app, clock);
    expect(await clock.runUntil(look(answer, clock))).toBe(printed);
  });

  it(`hardened: ${hardened}`, async () => {
    const clock = new VirtualClock({ warn: () => {} });
    expect(await clock.runUntil(look(answerHardened, clock))).toBe(hardened);
  });
});

describe('Option 1, as a manager', () => {
  it.each([
    ['option-1-as-printed', 200],
    ['option-1-hardened', 409],
  ] as const)('%s stands between a transport and its answer', async (name, status) => {
    const clock = new VirtualClock();
    const transport = async ({ url }: Request) => new Response(url, { ...STREAM, status: 409 });
    const manager = MANAGERS[name].wrap(transport, { clock });
    const response = await clock.runUntil(manager(get()));
    expect([response.status, await response.text()]).toEqual([status, get().url]);
  });
});

function appOf(response: Response): AsgiApp {
  return asgiAppOf(async () => response, get());
}

function speakAt(clock: VirtualClock, ms: number): AsgiApp {
  return async (send) => {
    await send({ type: 'http.response.start', status: 200, headers: [] });
    await clock.sleep(ms);
    await send(body('a'));
  };
}

function workEvery(clock: VirtualClock, ms: number) {
  let made = 0;
  const left = new AbortController();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await clock.sleep(ms, left.signal);
      made += 1;
      controller.enqueue(Uint8Array.of(made));
    },
    cancel: () => left.abort('left'),
  });
  return { stream, made: () => made };
}

function manyChunks(chunk: Uint8Array, count: number) {
  let made = 0;
  const ended = Promise.withResolvers<string>();
  const app: AsgiApp = async (send) => {
    await send({ type: 'http.response.start', status: 200, headers: [] });
    try {
      while (made < count) {
        made += 1;
        await send({ type: 'http.response.body', body: chunk, more_body: true });
      }
      ended.resolve(`all ${made} made`);
    } catch (error) {
      ended.resolve(`stopped after ${made}: ${error}`);
    }
  };
  return { app, made: () => made, ended: ended.promise };
}

async function timesOf(response: Response, clock: VirtualClock): Promise<string> {
  const answeredAtMs = clock.now();
  await response.body?.getReader().read();
  return `answered at ${answeredAtMs}, heard at ${clock.now()}`;
}

function headOf({ status, headers }: Response): string {
  return `${status} ${headers.get('content-type')}, ${headers.get('content-length')} bytes`;
}

/** What a body says, and how it ends, if it does within a minute. */
async function outcomeOf(response: Response, clock: VirtualClock): Promise<string> {
  let text = '';
  const read = async (): Promise<string> => {
    try {
      for await (const chunk of response.body ?? []) text += new TextDecoder().decode(chunk);
      return 'ends';
    } catch {
      return 'breaks';
    }
  };
  const end = await Promise.race([read(), clock.sleep(MINUTE_MS).then(() => 'never ends')]);
  return `${text}, ${end}`;
}

function answerWithin(clock: VirtualClock, answering: Promise<Response>): Promise<string> {
  return Promise.race([
    answering.then(
      ({ status }) => `answers ${status}`,
      (error: Error) => `throws ${error.message}`,
    ),
    clock.sleep(MINUTE_MS).then(() => 'hangs'),
  ]);
}

function body(text: string): AsgiBody {
  return { type: 'http.response.body', body: new TextEncoder().encode(text) };
}
