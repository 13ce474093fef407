import type { RequestHandler } from 'express';
import { sendError } from './send-error.ts';

/** A server is asked to repeat what it was shown, or to lead elsewhere. Fetch has no words for them. */
const REFUSED_METHODS = ['TRACE', 'TRACK', 'CONNECT'];

/** Refuses what isn't asked of a server but of a proxy (`GET http://…`), or of none at all (`OPTIONS *`). */
export const refuseOddRequests: RequestHandler = (req, res, next) => {
  if (REFUSED_METHODS.includes(req.method)) {
    res.setHeader('Allow', 'GET, HEAD, POST, DELETE');
    sendError(res, 405, `${req.method} is not allowed here`);
  } else if (!req.url.startsWith('/')) {
    sendError(res, 400, `this is no proxy: ${JSON.stringify(req.url)} is not a path`);
  } else {
    next();
  }
};
