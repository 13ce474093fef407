import type { Response as ExpressResponse } from 'express';

/** JSON-RPC's codes for errors that belong to no request: the implementation's own, and its bugs. */
const REFUSED = -32_000;
const INTERNAL_ERROR = -32_603;

/**
 * Answers with an HTTP status and a JSON-RPC error, the one shape of every error of this server.
 * Its id is null, as no error of HTTP's belongs to a message of JSON-RPC's.
 */
export function sendError(res: ExpressResponse, status: number, message: string): void {
  const code = status < 500 ? REFUSED : INTERNAL_ERROR;
  res.status(status).json({ jsonrpc: '2.0', error: { code, message }, id: null });
}
