import type { RequestHandler } from 'express';
import type { Clock } from '../clock/clock.ts';

/** What there is to say of an HTTP request that is over: one line of a log. */
export interface RequestRecord {
  readonly method: string;
  /** The path, without what was asked: that may hold code, or a token. */
  readonly path: string;
  readonly status: number;
  /** MCP's session, when one was named. */
  readonly session: string | undefined;
  /** How long it took, in milliseconds of the clock. */
  readonly tookMs: number;
  /** Whether the client left before the end. */
  readonly isCutOff: boolean;
}

/** Tells of each request once it is over, however it ended. */
export function requestLog(
  clock: Clock,
  onRequest: (record: RequestRecord) => void,
): RequestHandler {
  return (req, res, next) => {
    const { method, path } = req;
    const startedAtMs = clock.now();
    res.once('close', () =>
      onRequest({
        method,
        path,
        status: res.statusCode,
        session: req.header('mcp-session-id'),
        tookMs: clock.now() - startedAtMs,
        isCutOff: !res.writableFinished,
      }),
    );
    next();
  };
}
