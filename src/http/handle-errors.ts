import type { ErrorRequestHandler } from 'express';
import { sendError } from './send-error.ts';

/**
 * Answers for whatever a handler throws. What the client did wrong is said to the client; what went
 * wrong in here goes to `onError`, and the client learns no more than that something did.
 */
export function handleErrors(onError: (error: unknown) => void): ErrorRequestHandler {
  // Express tells error handlers from others by their four parameters.
  return (error: unknown, _req, res, _next) => {
    const isTheirs = isClientError(error);
    if (!isTheirs) onError(error);
    if (res.headersSent) res.destroy();
    else if (isTheirs) sendError(res, error.status, error.message);
    else sendError(res, 500, 'internal error');
  };
}

/** Whether express or its body parser made it, of a request, with a message for the client. */
function isClientError(error: unknown): error is Error & { status: number } {
  return (
    error instanceof Error &&
    'expose' in error &&
    error.expose === true &&
    'status' in error &&
    typeof error.status === 'number'
  );
}
