import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A server that answers as it likes: bytes on a socket, and nothing of HTTP but what it writes itself. */
export interface HostileServer extends AsyncDisposable {
  readonly url: string;
}

/** What it does with a request. */
export type Hostility = (
  socket: Socket,
  request: { readonly method: string; readonly id: string },
) => void;

export async function hostileServer(answer: Hostility): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    let asked = '';
    socket.on('data', (bytes) => {
      asked += bytes.toString('latin1');
      const end = asked.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(asked)?.[1] ?? 0);
      if (end < 0 || asked.length < end + 4 + length) return;
      const method = /"method":"([^"]+)"/.exec(asked)?.[1] ?? asked.split(' ', 1)[0] ?? '';
      const id = /"id":(\d+)/.exec(asked)?.[1] ?? 'null';
      asked = '';
      answer(socket, { method, id });
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/mcp`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A head, and a piece again and again for as long as somebody reads. */
export function flood(socket: Socket, head: string, piece: string | Uint8Array): void {
  socket.write(head);
  const bytes = Buffer.from(piece);
  const many = Buffer.concat(Array.from({ length: Math.ceil(65_536 / bytes.length) }, () => bytes));
  const go = (): void => {
    while (!socket.destroyed && socket.write(many));
  };
  socket.on('drain', go);
  go();
}

/** A piece every so often, for ever. */
export function drip(socket: Socket, head: string, piece: string): void {
  socket.write(head);
  const timer = setInterval(() => socket.write(piece), 20);
  socket.on('close', () => clearInterval(timer));
}

export function headOf(...lines: readonly string[]): string {
  return ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n');
}

export const EVENT_STREAM = headOf('content-type: text/event-stream');

/** Answers as a server should, with one tool that could be made to talk. */
export const behave = (
  socket: Pick<Socket, 'write'> | { write(bytes: string): unknown },
  { method, id }: { readonly method: string; readonly id: string },
): void => {
  const result = RESULTS[method];
  if (result === undefined) {
    socket.write('HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n');
    return;
  }
  const body = `{"jsonrpc":"2.0","id":${id},"result":${JSON.stringify(result)}}`;
  socket.write(headOf('content-type: application/json', `content-length: ${body.length}`) + body);
};

const TOOL = {
  name: 'run',
  inputSchema: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
};

const RESULTS: Readonly<Record<string, object>> = {
  initialize: {
    protocolVersion: '2025-06-18',
    capabilities: { tools: {} },
    serverInfo: { name: 'hostile', version: '0' },
  },
  'tools/list': { tools: [TOOL] },
  'tools/call': { content: [{ type: 'text', text: 'done' }] },
};
