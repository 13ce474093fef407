import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { SAFE_HEADERS } from './safe-headers.ts';

/**
 * Answers what no application gets to see: what is no HTTP or too long, a client that takes too long to
 * ask, tunnels (CONNECT), and expectations (`Expect`) that nobody can meet.
 */
export function refuseUnreadable(server: Server): void {
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (req, res) => latest.set(req.socket, res));
  server.on('clientError', (error, socket) => {
    const answer = latest.get(socket);
    // In the middle of an answer nothing else can be said.
    const isAnswering = answer?.headersSent === true && !answer.writableFinished;
    if (isAnswering || !socket.writable) socket.destroy();
    else refuse(socket, statusOf(error));
  });
  server.on('connect', (_req, socket) => {
    socket.on('error', () => {});
    refuse(socket, 405);
  });
  server.on('checkExpectation', (_req, res) => {
    res.writeHead(417, { ...SAFE_HEADERS, connection: 'close' }).end();
  });
}

function refuse(socket: Duplex, status: number): void {
  const headers = { ...SAFE_HEADERS, connection: 'close', 'content-length': '0' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const said = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`;
  socket.end(said, () => socket.destroy());
}

function statusOf(error: Error): number {
  switch ('code' in error ? error.code : undefined) {
    case 'HPE_HEADER_OVERFLOW':
      return 431;
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408;
    default:
      return 400;
  }
}
