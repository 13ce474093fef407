import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import express, { type Express, type Response as ExpressResponse } from 'express';
import { localOnly } from './local-only.ts';

/** Is told of one exchange what passes, when it passes. Chunks are the very ones that are sent on. */
export interface RelayObserver {
  onRequestChunk(chunk: Uint8Array): void;
  onRequestEnd(): void;
  onHead(status: number, headers: IncomingHttpHeaders): void;
  onResponseChunk(chunk: Uint8Array): void;
  /** @param reason - why it broke off; null when it came to its end */
  onEnd(reason: string | null): void;
}

export interface RelayOptions {
  /** Where requests go: paths stay as they are. */
  readonly to: URL;
  /** Called for each request, before anything of it is sent on. */
  readonly observe: (method: string, path: string) => RelayObserver;
}

/**
 * An application that sends each request on to another server, and its answer back, as they come.
 *
 *     client ── pipe ──▶ server        a chunk goes on in the turn in which it comes,
 *            ◀── pipe ──               and who doesn't read makes the other side wait
 *
 * It holds nothing, decodes nothing, and adds nothing. Only `Host` is changed, to the server's own,
 * and the headers that are for one connection are left to Node. Requests that name another host than
 * this machine are refused, or the server's own check would be lost with its `Host`.
 */
export function createRelay({ to, observe }: RelayOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(localOnly());
  app.use((req, res) => relay(req, res, to, observe(req.method, req.originalUrl)));
  return app;
}

function relay(
  req: IncomingMessage & { readonly originalUrl: string },
  res: ExpressResponse,
  to: URL,
  observer: RelayObserver,
): void {
  let isOver = false;
  const end = (reason: string | null): void => {
    if (!isOver) observer.onEnd(reason);
    isOver = true;
  };
  const { request } = to.protocol === 'https:' ? https : http;
  const outgoing = request(new URL(req.originalUrl, to), {
    method: req.method ?? 'GET',
    headers: [...endToEnd(req.rawHeaders, ['host']), 'host', to.host],
  });
  outgoing.setNoDelay(true);
  req.socket.setNoDelay(true);
  req.on('data', (chunk: Uint8Array) => observer.onRequestChunk(chunk));
  req.on('end', () => observer.onRequestEnd());
  req.pipe(outgoing);
  outgoing.on('error', (error) => {
    end(error.message);
    if (res.headersSent) res.destroy();
    else res.status(502).type('text').send(`the tap cannot reach ${to.origin}: ${error.message}\n`);
  });
  outgoing.on('response', (incoming) => {
    const { statusCode = 502, statusMessage = '', headers, rawHeaders } = incoming;
    observer.onHead(statusCode, headers);
    res.writeHead(statusCode, statusMessage, endToEnd(rawHeaders));
    res.flushHeaders();
    incoming.on('data', (chunk: Uint8Array) => observer.onResponseChunk(chunk));
    incoming.on('end', () => end(null));
    incoming.on('error', (error) => {
      end(`the server broke off: ${error.message}`);
      res.destroy();
    });
    incoming.pipe(res);
  });
  res.on('close', () => {
    if (res.writableFinished) return;
    end('the client hung up');
    outgoing.destroy();
  });
}

/** What Node says of the connections that it has, and what a client said of its own. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'];

/** Raw headers, in their order and spelling, repeated ones too, without those for one connection. */
function endToEnd(raw: readonly string[], without: readonly string[] = []): string[] {
  const left = new Set([...HOP_BY_HOP, 'transfer-encoding', ...without]);
  return raw.flatMap((name, index) =>
    index % 2 === 0 && !left.has(name.toLowerCase()) ? [name, raw[index + 1] ?? ''] : [],
  );
}
