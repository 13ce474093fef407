import { describe, expect, it } from 'vitest';
import type { Arrival } from '../../src/timeline/arrival.ts';
import { callAt } from './call-at.ts';
import {
  json,
  log,
  page,
  type Reply,
  result,
  sse,
  startServer,
  stream,
  toolResult,
  unusedUrl,
} from './hand-written-server.ts';

describe('the ProbeError of a WireProbe', () => {
  it('says where nobody listens', async () => {
    const url = await unusedUrl();
    await expect(callAt(url)).rejects.toMatchObject({
      code: 'unreachable',
      message: `cannot reach ${url}: connection refused`,
    });
  });

  it('says what is no address', async () => {
    await expect(callAt('localhost')).rejects.toMatchObject({
      code: 'unreachable',
      message: 'cannot reach localhost: Invalid URL',
    });
  });

  it.each([
    [page(404), 'answered with 404 text/html: check the address'],
    [page(405), 'answered with 405 text/html: check the address'],
    [page(200), 'answered with 200 text/html: check the address'],
    [silent(204), 'answered with 204 without a content type: check the address'],
    [answer({ hello: 'world' }), 'answered with 200 application/json: check the address'],
    [rpcResult({ version: 1 }), 'answered with a wrong protocolVersion: '],
  ])('says what is no MCP server (%#)', async (reply, message) => {
    await using server = await startServer({ initialize: reply });
    await expect(callAt(server.url)).rejects.toMatchObject({
      code: 'not-mcp',
      message: expect.stringContaining(
        `${server.url} is not an MCP server: initialize was ${message}`,
      ),
    });
  });

  it.each([
    [page(401), 'initialize was answered with 401 text/html: give credentials in a header'],
    [page(403), 'initialize was answered with 403 text/html: give credentials in a header'],
    [page(502), 'initialize was answered with 502 text/html'],
  ])('says what the HTTP status is (%#)', async (reply, message) => {
    await using server = await startServer({ initialize: reply });
    await expect(callAt(server.url)).rejects.toMatchObject({
      code: 'http-error',
      message: `${server.url}: ${message}`,
    });
  });

  it('says where a redirection leads', async () => {
    await using server = await startServer({
      initialize: (response) => {
        response.writeHead(307, { location: '/mcp/' }).end();
      },
    });
    await expect(callAt(server.url)).rejects.toMatchObject({
      code: 'http-error',
      message: `${server.url}: initialize was redirected (307): use ${server.url}/ instead`,
    });
  });

  it('says what JSON-RPC error the opening met with', async () => {
    await using server = await startServer({
      initialize: (response, { id }) => {
        const error = { code: -32600, message: 'Bad Request: no' };
        json(response, { jsonrpc: '2.0', id, error });
      },
    });
    await expect(callAt(server.url)).rejects.toMatchObject({
      code: 'rpc-error',
      message: `${server.url}: initialize was refused: Bad Request: no (-32600)`,
    });
  });

  it.each<[string, Reply, string, string, string | null]>([
    [
      'the stream ends early',
      (response) => stream(response).end(sse(log('1'))),
      'no-result',
      'the server ended the stream without answering tools/call',
      null,
    ],
    [
      'the last event is not terminated',
      (response, { id }) => stream(response).end(sse(toolResult(id, 'done')).trimEnd()),
      'no-result',
      'the server ended the stream without answering tools/call',
      null,
    ],
    [
      'the answer is nobody’s',
      (response) => json(response, toolResult(99, 'done')),
      'no-result',
      'tools/call was answered with 200 application/json that holds no answer',
      null,
    ],
    [
      'the body is empty',
      silent(202),
      'no-result',
      'tools/call was answered with 202 without a content type that holds no answer',
      null,
    ],
    [
      'the server hangs up at once',
      (response) => response.destroy(),
      'no-result',
      'the answer to tools/call broke off: connection reset',
      'connection reset',
    ],
    [
      'the server fails',
      page(500),
      'http-error',
      'tools/call was answered with 500 text/html',
      null,
    ],
  ])('says what became of the call when %s', async (_, reply, code, message, reason) => {
    await using server = await startServer({ 'tools/call': reply });
    const arrivals: Arrival[] = [];
    const record = (arrival: Arrival) => void arrivals.push(arrival);
    await expect(callAt(server.url, { record })).rejects.toMatchObject({
      code,
      message: `${server.url}: ${message}`,
    });
    expect(arrivals[0]).toMatchObject({ kind: 'call' });
    expect(arrivals.at(-1)).toMatchObject({ kind: 'closed', reason });
    expect(server.log.at(-1)?.method).toBe('DELETE');
  });

  it('says that the connection broke in the midst of the stream', async () => {
    const heard = Promise.withResolvers<void>();
    await using server = await startServer({
      'tools/call': async (response) => {
        stream(response).write(sse(log('1')));
        await heard.promise;
        response.socket?.resetAndDestroy();
      },
    });
    const arrivals: Arrival[] = [];
    const record = (arrival: Arrival): void => {
      arrivals.push(arrival);
      if (arrival.kind === 'message') heard.resolve();
    };
    await expect(callAt(server.url, { record })).rejects.toMatchObject({
      code: 'no-result',
      message: `${server.url}: the answer to tools/call broke off: connection reset`,
    });
    expect(arrivals.at(-1)).toMatchObject({ kind: 'closed', reason: 'connection reset' });
  });

  it('says that the caller gave up, while the server was silent', async () => {
    const asked = Promise.withResolvers<void>();
    await using server = await startServer({ 'tools/call': () => asked.resolve() });
    const abort = new AbortController();
    const call = callAt(server.url, { signal: abort.signal });
    await Promise.race([asked.promise, call]);
    abort.abort(new Error('enough'));
    await expect(call).rejects.toMatchObject({
      code: 'aborted',
      message: `${server.url}: gave up waiting for tools/call to be answered: enough`,
    });
    expect(server.log.at(-1)?.method).toBe('DELETE');
  });

  it('says that the caller gave up, in the midst of the stream', async () => {
    const abort = new AbortController();
    const arrivals: Arrival[] = [];
    const record = (arrival: Arrival): void => {
      arrivals.push(arrival);
      if (arrival.kind === 'message') abort.abort(new Error('enough'));
    };
    await using server = await startServer({
      'tools/call': (response) => stream(response).write(sse(log('1'))),
    });
    await expect(callAt(server.url, { record, signal: abort.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(arrivals.at(-1)).toMatchObject({ kind: 'closed', reason: 'enough' });
  });
});

function silent(status: number): Reply {
  return (response) => {
    response.writeHead(status).end();
  };
}

function answer(body: object): Reply {
  return (response) => json(response, body);
}

function rpcResult(body: object): Reply {
  return (response, { id }) => json(response, result(id, body));
}
