import type { RequestHandler } from 'express';
import { toFetchRequest } from './to-fetch-request.ts';
import { writeFetchResponse } from './write-fetch-response.ts';

/**
 * Hands requests to a handler of Fetch's, and what it answers to the client, as it comes. What it
 * answers with null, it leaves to the next handler of express.
 *
 * The body, if there is one, must have been read before, as it was sent.
 */
export function passTo(handle: (request: Request) => Promise<Response | null>): RequestHandler {
  return async (req, res, next) => {
    const request = toFetchRequest(req, res, req.body);
    const { signal } = request;
    try {
      const response = await handle(request);
      if (response === null) next();
      else await writeFetchResponse(response, res, signal);
    } catch (error) {
      // That the client has gone is no failure, and there is nobody to answer.
      if (!signal.aborted || error !== signal.reason) throw error;
    }
  };
}
