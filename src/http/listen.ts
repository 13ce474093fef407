import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { ListenError } from './listen-error.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';

/** A server that listens, and what is needed to reach and to end it. */
export interface HttpServer extends AsyncDisposable {
  /** Where a client on this machine reaches it, without a path: `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly port: number;
  /** Ends all streams and connections, whatever they are doing. May be called more than once. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** What answers; an express application is one. */
  readonly app: RequestListener;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  /** A name or address of this machine; `127.0.0.1` by default. */
  readonly host?: string;
  /**
   * How long a client may take to *send* a request, in milliseconds; 30000 by default. Slower ones
   * are cut off between one and two times this. A response may take for ever.
   */
  readonly requestTimeoutMs?: number;
}

/**
 * Serves an application over HTTP.
 *
 * @throws ListenError when the port is taken, or the host is not of this machine
 */
export async function listen(options: ListenOptions): Promise<HttpServer> {
  const { app, port = 0, host = '127.0.0.1', requestTimeoutMs = 30_000 } = options;
  const server = createServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: requestTimeoutMs,
      // Who names no host is refused by whoever asks for one, in words.
      requireHostHeader: false,
    },
    app,
  );
  refuseUnreadable(server);
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw new ListenError(host, port, error);
  }
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve()); // With an error if it is closed already, which is as good.
      server.closeAllConnections();
    });
  const boundPort = portOf(server);
  return {
    url: `http://${reachable(host)}:${boundPort}`,
    port: boundPort,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** A host as clients can write it in a URL: "every address" is not an address to go to. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}
