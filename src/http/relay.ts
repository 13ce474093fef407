import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import express, { type Express, type Response as ExpressResponse } from 'express';
import { localOnly } from './local-only.ts';
import { refuseOddRequests } from './refuse-odd-requests.ts';
import { SAFE_HEADERS } from './safe-headers.ts';
import { sameOriginOnly } from './same-origin-only.ts';
import type { TargetPaths } from './target-paths.ts';

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
  /** The server to which requests go, whatever else they name. */
  readonly to: URL;
  /** The paths that are relayed, as they are. */
  readonly paths: TargetPaths;
  /** Whether pages of other sites may use it; default false, as with `createApp`. */
  readonly allowCrossSite?: boolean;
  /** Called for each request that is relayed, before anything of it is sent on. */
  readonly observe: (method: string, path: string) => RelayObserver;
}

/**
 * An application that sends requests on to another server, and its answers back, as they come.
 *
 *     client ── pipe ──▶ server        a chunk goes on in the turn in which it comes,
 *            ◀── pipe ──               and who doesn't read makes the other side wait
 *
 * It holds nothing, decodes nothing, and adds nothing. Two things are changed: `Host`, to the server's
 * own, and a redirection to the server itself, so that its client stays here. Headers that are for one
 * connection are left to Node.
 *
 * It is no proxy. What comes here goes to one server and to paths that are that server's own word, or
 * it is refused: so whatever a client shows (`Authorization`, cookies) is shown to that server only.
 * Requests that name another host than this machine are refused too, or the server's own check would be
 * lost with its `Host`.
 */
export function createRelay(options: RelayOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((_req, res, next) => {
    res.set(SAFE_HEADERS);
    next();
  });
  app.use(refuseOddRequests, localOnly());
  if (!(options.allowCrossSite ?? false)) app.use(sameOriginOnly());
  app.use((req, res) => {
    const refusal = refusalOf(req, options);
    if (refusal === null) relay(req, res, options);
    else refuse(res, refusal.status, refusal.why);
  });
  return app;
}

function refusalOf(
  { url = '', headers }: IncomingMessage,
  { to, paths }: RelayOptions,
): { readonly status: number; readonly why: string } | null {
  const [path = ''] = url.split('?', 1);
  if (!paths.has(path)) {
    return { status: 404, why: `the tap relays ${to.pathname} and no ${path}` };
  }
  // Node has taken the chunks apart, and would send any other coding without a word of it.
  if (!/^chunked$/i.test(headers['transfer-encoding'] ?? 'chunked')) {
    return { status: 501, why: 'the tap relays bodies in chunks or of a known length' };
  }
  return null;
}

/** What the tap says itself. */
function refuse(res: ExpressResponse, status: number, why: string): void {
  res.statusMessage = '';
  res.status(status).type('text').send(`${why}\n`);
}

function relay(
  req: IncomingMessage,
  res: ExpressResponse,
  { to, paths, observe }: RelayOptions,
): void {
  const { method = 'GET', url = '/' } = req;
  const observer = observe(method, url);
  let isOver = false;
  const end = (reason: string | null): void => {
    if (!isOver) observer.onEnd(reason);
    isOver = true;
  };
  const { request } = to.protocol === 'https:' ? https : http;
  const outgoing = request(new URL(to.origin), {
    method,
    path: url,
    headers: headersFor(to, req),
  });
  outgoing.setNoDelay(true);
  req.socket.setNoDelay(true);
  req.on('data', (chunk: Uint8Array) => observer.onRequestChunk(chunk));
  req.on('end', () => observer.onRequestEnd());
  req.pipe(outgoing);
  const breakOff = (why: string): void => {
    end(why);
    if (res.headersSent) res.destroy();
    else refuse(res, 502, `the tap cannot reach ${to.origin}: ${why}`);
  };
  outgoing.on('error', (error) => breakOff(error.message));
  // A server may switch to a protocol for which it wasn't asked: then Node closes, and says no more.
  outgoing.on('close', () => {
    if (!res.headersSent && !res.destroyed) breakOff('it gave no answer');
  });
  outgoing.on('response', (incoming) => {
    const { statusCode = 502, headers } = incoming;
    try {
      passHead(incoming, res, stayingHere(incoming.rawHeaders, paths, new URL(url, to)));
    } catch (error) {
      breakOff(`its answer cannot be passed on: ${error instanceof Error ? error.message : error}`);
      outgoing.destroy();
      return;
    }
    observer.onHead(statusCode, headers);
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

/** A body in chunks stays one: unframed, it could be read as requests of its own. */
function headersFor(to: URL, { rawHeaders, headers }: IncomingMessage): string[] {
  const isChunked = headers['transfer-encoding'] !== undefined;
  return [
    ...endToEnd(rawHeaders, ['host']),
    ...(isChunked ? ['transfer-encoding', 'chunked'] : []),
    'host',
    to.host,
  ];
}

/** @throws RangeError or TypeError for what Node takes from a server, but won't say itself */
function passHead(
  { statusCode = 502, statusMessage = '' }: IncomingMessage,
  res: ExpressResponse,
  rawHeaders: readonly string[],
): void {
  if (statusCode < 200) throw new RangeError(`a status of ${statusCode} ends nothing`);
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  res.writeHead(statusCode, statusMessage, endToEnd(rawHeaders));
}

/** A redirection to the server itself leads its client to the same path here. */
function stayingHere(raw: readonly string[], paths: TargetPaths, from: URL): string[] {
  return raw.map((value, index) => {
    const isLocation = index % 2 === 1 && raw[index - 1]?.toLowerCase() === 'location';
    return isLocation ? (paths.sendsTo(value, from) ?? value) : value;
  });
}

/** What is between two neighbours, and nobody else's. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * Raw headers, in their order and spelling, repeated ones too, without those for one connection: the
 * known ones, and what `Connection` names (RFC 9110, 7.6.1). What frames a body isn't for it to name.
 */
function endToEnd(raw: readonly string[], without: readonly string[] = []): string[] {
  const named = raw.flatMap((name, index) =>
    index % 2 === 0 && name.toLowerCase() === 'connection'
      ? (raw[index + 1] ?? '').toLowerCase().split(/[\s,]+/)
      : [],
  );
  const left = new Set([...named, ...HOP_BY_HOP, ...without]);
  left.delete('content-length');
  return raw.flatMap((name, index) =>
    index % 2 === 0 && !left.has(name.toLowerCase()) ? [name, raw[index + 1] ?? ''] : [],
  );
}
