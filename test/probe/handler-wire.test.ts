import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type FetchHandler, HandlerWire } from '../../src/probe/handler-wire.ts';

describe('HandlerWire', () => {
  it('hands a request to the handler, and its response back', async () => {
    await using response = await ask(async (request) => {
      const headers = { 'X-Said': request.headers.get('x-case') ?? '' };
      return new Response(`${request.method} ${await request.text()}`, { status: 207, headers });
    });
    expect(response.status).toBe(207);
    expect(response.headers.get('x-said')).toBe('kept');
    expect(await textOf(response.body)).toBe('POST hello');
  });

  it('takes a response without a body for an empty one', async () => {
    await using response = await ask(async () => new Response(null, { status: 202 }));
    expect(await textOf(response.body)).toBe('');
  });

  it('throws what the handler throws', async () => {
    await expect(ask(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('throws what breaks the body', async () => {
    const { stream, controller } = body();
    await using response = await ask(async () => new Response(stream));
    controller.error(new Error('broken'));
    await expect(textOf(response.body)).rejects.toThrow('broken');
  });

  it('tells the handler when it is done with a response before its end', async () => {
    const { stream, cancelled } = body();
    {
      await using _ = await ask(async () => new Response(stream));
    }
    await cancelled;
  });

  it('does not ask the handler when the signal is aborted already', async () => {
    const asked = ask(() => expect.unreachable(), AbortSignal.abort(new Error('enough')));
    await expect(asked).rejects.toThrow('enough');
  });

  it('need not wait for a handler that does not look at the signal', async () => {
    const abort = new AbortController();
    const { stream, cancelled } = body();
    const late = Promise.withResolvers<Response>();
    const asked = ask(() => late.promise, abort.signal);
    abort.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    late.resolve(new Response(stream));
    await cancelled;
  });

  it('breaks a body off when the signal says so, and tells the handler why', async () => {
    const abort = new AbortController();
    const { stream, controller, cancelled } = body();
    await using response = await ask(async () => new Response(stream), abort.signal);
    controller.enqueue(new TextEncoder().encode('endless'));
    const reason = new Error('enough');
    const read = async (): Promise<void> => {
      for await (const _ of response.body) abort.abort(reason);
    };
    await expect(read()).rejects.toBe(reason);
    expect(await cancelled).toBe(reason);
  });

  it('shows the handler the signal', async () => {
    const abort = new AbortController();
    let seen: AbortSignal | undefined;
    await using _ = await ask(async (request) => {
      seen = request.signal;
      return new Response();
    }, abort.signal);
    abort.abort();
    expect(seen?.aborted).toBe(true);
  });
});

function ask(handler: FetchHandler, signal = new AbortController().signal) {
  return new HandlerWire(handler).exchange({
    method: 'POST',
    url: 'http://x/mcp',
    headers: { 'x-case': 'kept' },
    body: 'hello',
    signal,
  });
}

/** A body that says what the test makes it say, and tells why it was cancelled. */
function body() {
  const cancelled = Promise.withResolvers<unknown>();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
    cancel: cancelled.resolve,
  });
  if (controller === undefined) throw new Error('a stream starts at once');
  return { stream, controller, cancelled: cancelled.promise };
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  return await text(Readable.from(body));
}
