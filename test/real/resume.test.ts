import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { RealClock } from '../../src/clock/real-clock.ts';
import { createSseDecoder } from '../../src/probe/sse-decoder.ts';
import { openStataHttpServer } from '../../src/testbed/stata-http-server.ts';
import { initialize, rpc } from '../manager/requests.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';

const LINES = ['one', 'two', 'three', 'four', 'five'];
const SCENARIO = scenarioOf(LINES.flatMap((line) => [wait(20), print(line)]));
/** From within the first event to within the last. */
const CUTS = [1, 30, 60, 100, 250, 400, 555, 700, 850];

it.each(CUTS)(
  'cut off after %i bytes of a socket, a client resumes and misses nothing',
  async (cutAt) => {
    const clock = new RealClock();
    await using server = await openStataHttpServer({
      scenario: SCENARIO,
      clock,
      managers: ['streaming'],
    });
    const session = await openSession(server.mcpUrl);
    const call = rpc(
      'tools/call',
      { name: 'stata_run_selection', arguments: { selection: '' } },
      2,
    );
    const sent = await send(server.mcpUrl, 'POST', session, call);
    const heard = await hear(sent, cutAt);
    const cursor = heard.at(-1)?.id;
    // Nothing to resume from: the cut came before the first event was whole.
    if (cursor === undefined) {
      expect(cutAt).toBeLessThan(60);
      return;
    }
    // At once, whether the server knows already that nobody listens or not.
    const after = { 'last-event-id': cursor };
    heard.push(...(await hear(await send(server.mcpUrl, 'GET', session, undefined, after))));
    expect(heard.flatMap(({ text }) => text ?? [])).toEqual([...LINES, LINES.join('\n')]);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
  },
);

interface Heard {
  readonly id: string;
  /** Null for the event that only makes a stream resumable. */
  readonly text: string | null;
}

const Message = z.union([
  z.object({ params: z.object({ data: z.string() }) }).transform(({ params }) => params.data),
  z
    .object({ result: z.object({ content: z.array(z.object({ text: z.string() })) }) })
    .transform(({ result }) => result.content[0]?.text ?? ''),
]);

/** The events in a response; after so many bytes the socket is destroyed. */
async function hear(response: IncomingMessage, cutAt = Number.POSITIVE_INFINITY): Promise<Heard[]> {
  const decode = createSseDecoder();
  const heard: Heard[] = [];
  let left = cutAt;
  for await (const chunk of response) {
    for (const item of decode(chunk.subarray(0, left))) {
      if (item.kind !== 'event') continue;
      const text = item.data === '' ? null : Message.parse(JSON.parse(item.data));
      heard.push({ id: item.id ?? '', text });
    }
    left -= chunk.length;
    if (left <= 0) break; // Which destroys the socket.
  }
  return heard;
}

async function openSession(url: string): Promise<string> {
  const response = await send(url, 'POST', undefined, initialize());
  response.resume();
  return String(response.headers['mcp-session-id']);
}

async function send(
  url: string,
  method: string,
  session: string | undefined,
  body?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<IncomingMessage> {
  const headers = {
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
    'mcp-protocol-version': '2025-11-25',
    ...(session === undefined ? {} : { 'mcp-session-id': session }),
    ...more,
  };
  const sending = request(url, { method, headers, agent: false });
  sending.end(body);
  const [response]: IncomingMessage[] = await once(sending, 'response');
  if (response === undefined) throw new Error('no response');
  return response;
}
