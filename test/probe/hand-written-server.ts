import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** A request as a hand-written server sees it. */
export interface Asked {
  /** The HTTP method, or the JSON-RPC method of a POST. */
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly id: string | number | undefined;
  readonly params: z.infer<typeof Params>;
}

export type Reply = (response: ServerResponse, asked: Asked) => unknown;

export interface HandWrittenServer extends AsyncDisposable {
  readonly url: string;
  /** All that was asked, in order. */
  readonly log: readonly Asked[];
}

/**
 * An MCP server of which a test writes the bytes. It is well-behaved where the test says nothing.
 *
 * @param replies - by JSON-RPC method, or by HTTP method for a request that isn't a POST
 */
export async function startServer(
  replies: Readonly<Record<string, Reply>> = {},
): Promise<HandWrittenServer> {
  const log: Asked[] = [];
  const server = createServer(async (request, response) => {
    const asked = await readAsked(request).catch(() => null);
    if (asked === null) {
      response.writeHead(400).end();
      return;
    }
    log.push(asked);
    const reply = replies[asked.method] ?? WELL_BEHAVED[asked.method];
    await reply?.(response, asked);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/mcp`,
    log,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Where a server was a moment ago. */
export async function unusedUrl(): Promise<string> {
  await using server = await startServer();
  return server.url;
}

const WELL_BEHAVED: Readonly<Record<string, Reply>> = {
  initialize: (response, asked) => {
    response.setHeader('mcp-session-id', 'session-1');
    json(response, initializeResult(asked));
  },
  'notifications/initialized': (response) => {
    response.writeHead(202).end();
  },
  'server/discover': (response, { id }) =>
    json(response, result(id, { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } })),
  'tools/list': (response, { id }) => json(response, result(id, { tools: [{ name: 'run' }] })),
  'tools/call': (response, { id }) => json(response, toolResult(id, 'done')),
  GET: (response) => {
    response.writeHead(405).end();
  },
  DELETE: (response) => {
    response.writeHead(200).end();
  },
};

export function initializeResult({ id }: Asked, protocolVersion = '2025-06-18'): object {
  const serverInfo = { name: 'hand-written', version: '0' };
  return result(id, { protocolVersion, capabilities: { tools: {} }, serverInfo });
}

export function result(id: Asked['id'], body: object): object {
  return { jsonrpc: '2.0', id, result: body };
}

export function toolResult(id: Asked['id'], said: string): object {
  return result(id, { content: [{ type: 'text', text: said }] });
}

export function log(said: string): object {
  const params = { level: 'info', logger: 'stata', data: said };
  return { jsonrpc: '2.0', method: 'notifications/message', params };
}

/** A message as one Server-Sent Event. */
export function sse(message: object): string {
  return `event: message\ndata: ${JSON.stringify(message)}\n\n`;
}

/** Begins an event stream; its headers leave at once. */
export function stream(response: ServerResponse): ServerResponse {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  return response;
}

export function json(response: ServerResponse, message: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(message));
}

export function page(status: number): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end('<h1>Hm</h1>');
  };
}

const Params = z.looseObject({
  cursor: z.string().optional(),
  _meta: z.looseObject({ progressToken: z.union([z.string(), z.number()]).optional() }).optional(),
});

const Body = z.object({
  method: z.string(),
  id: z.union([z.string(), z.number()]).optional(),
  params: Params.default({}),
});

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const { method = '', headers } = request;
  const body = await text(request);
  if (body === '') return { method, headers, id: undefined, params: {} };
  const { id, ...rest } = Body.parse(JSON.parse(body));
  return { headers, id, ...rest };
}
