import { describe, expect, it } from 'vitest';
import { type AsgiMessage, asgiAppOf } from '../../src/manager/asgi-app.ts';
import { handFedBody } from '../http/hand-fed-body.ts';
import { get } from './requests.ts';

const NEVER = new AbortController().signal;
const STREAM = { headers: { 'content-type': 'text/event-stream' } };

describe('a transport as an ASGI application', () => {
  it('says an event stream as it comes: its start, each chunk with more to come, and its end', async () => {
    const { stream, say, end } = handFedBody();
    const { said, next, ended } = play(new Response(stream, STREAM));
    await next();
    expect(said).toEqual([
      {
        type: 'http.response.start',
        status: 200,
        headers: [['content-type', 'text/event-stream']],
      },
    ]);
    say('a');
    await next();
    expect(said[1]).toEqual({ type: 'http.response.body', body: bytes('a'), more_body: true });
    end();
    await ended;
    expect(said.slice(2)).toEqual([
      { type: 'http.response.body', body: bytes(''), more_body: false },
    ]);
  });

  it('says anything else in one message, without the key that would say that it is all', async () => {
    const { said, ended } = play(Response.json({ no: 1 }, { status: 404 }));
    await ended;
    expect(said).toEqual([
      {
        type: 'http.response.start',
        status: 404,
        headers: [
          ['content-length', '8'],
          ['content-type', 'application/json'],
        ],
      },
      { type: 'http.response.body', body: bytes('{"no":1}') },
    ]);
    expect(said[1]).not.toHaveProperty('more_body');
  });

  it.each([
    [202, [['content-length', '0']]],
    [204, []],
  ])('says a %i without a body like that too', async (status, headers) => {
    const { said, ended } = play(new Response(null, { status }));
    await ended;
    expect(said).toEqual([
      { type: 'http.response.start', status, headers },
      { type: 'http.response.body', body: bytes('') },
    ]);
  });

  it('names a header as often as the response does', async () => {
    const headers = [
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['content-type', 'text/event-stream'],
    ] satisfies [string, string][];
    const { said, next } = play(new Response('a', { headers }));
    await next();
    expect(said[0]).toMatchObject({ headers: [headers[2], headers[0], headers[1]] });
  });

  it('fails with what the transport fails with, and with what breaks the body', async () => {
    const refuse = asgiAppOf(() => Promise.reject(new Error('no transport')), get());
    await expect(refuse(async () => {}, NEVER)).rejects.toThrow('no transport');
    const { stream, fail } = handFedBody();
    const { ended, said } = play(new Response(stream, STREAM));
    fail(new Error('broken'));
    await expect(ended).rejects.toThrow('broken');
    expect(said.some((message) => 'more_body' in message && !message.more_body)).toBe(false);
  });

  it('cancels the body when it is cancelled itself', async () => {
    const { stream, cancelled } = handFedBody();
    const task = new AbortController();
    const { ended } = play(new Response(stream, STREAM), task.signal);
    task.abort('cancelled');
    expect(await cancelled).toBe('cancelled');
    await expect(ended).rejects.toBe('cancelled');
  });
});

function play(response: Response, signal = NEVER) {
  const said: AsgiMessage[] = [];
  let next = Promise.withResolvers<void>();
  const ended = asgiAppOf(async () => response, get())(async (message) => {
    said.push(message);
    next.resolve();
    next = Promise.withResolvers();
  }, signal);
  ended.catch(() => {});
  return { said, ended, next: () => next.promise };
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
