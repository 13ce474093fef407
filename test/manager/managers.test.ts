import { describe, expect, it } from 'vitest';
import { bufferedManager } from '../../src/manager/buffered-manager.ts';
import { streamingManager } from '../../src/manager/streaming-manager.ts';
import { get } from './requests.ts';

describe('the buffered manager', () => {
  it('answers only when the response is complete, and leaves a content-length on the stream', async () => {
    const { controller, response } = eventStream();
    let isAnswered = false;
    const answer = bufferedManager(async () => response)(get()).then((buffered) => {
      isAnswered = true;
      return buffered;
    });
    controller.enqueue(new TextEncoder().encode('data: μ\n\n'));
    await settle();
    expect(isAnswered).toBe(false);
    controller.close();
    const buffered = await answer;
    expect(buffered.status).toBe(200);
    expect(Object.fromEntries(buffered.headers)).toEqual({
      'content-type': 'text/event-stream',
      'content-length': '10',
      'x-kept': 'yes',
    });
    expect(await buffered.text()).toBe('data: μ\n\n');
  });

  it.each([200, 202, 204, 404])(
    'keeps the status %i of a response without a body',
    async (status) => {
      const bare = new Response(null, { status });
      expect((await bufferedManager(async () => bare)(get())).status).toBe(status);
    },
  );

  it('keeps the status of an error', async () => {
    const refused = Response.json({ error: 'no' }, { status: 404 });
    const answer = await bufferedManager(async () => refused)(get());
    expect([answer.status, await answer.json()]).toEqual([404, { error: 'no' }]);
  });
});

describe('the streaming manager', () => {
  it('hands through the very response of the transport', async () => {
    const { response } = eventStream();
    expect(await streamingManager(async () => response)(get())).toBe(response);
  });
});

function eventStream() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const headers = { 'content-type': 'text/event-stream', 'x-kept': 'yes' };
  return {
    response: new Response(readable, { headers }),
    controller: {
      enqueue: (chunk: Uint8Array) => void writer.write(chunk),
      close: () => void writer.close(),
    },
  };
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
