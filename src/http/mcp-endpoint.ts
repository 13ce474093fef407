import express, { type RequestHandler } from 'express';
import type { SessionManager } from '../manager/session-manager.ts';
import { passTo } from './pass-to.ts';
import { refuseDeepJson } from './refuse-deep-json.ts';
import { sendError } from './send-error.ts';

/** The methods of Streamable HTTP. */
const METHODS = ['GET', 'POST', 'DELETE'];

/**
 * An MCP endpoint: what the manager answers is what the client gets, as it comes.
 *
 * @param bodyLimitBytes - how long a request's body may be
 * @returns the handlers to mount, for all methods, at the endpoint's path
 */
export function mcpEndpoint(manager: SessionManager, bodyLimitBytes: number): RequestHandler[] {
  return [
    refuseOtherMethods,
    // Not inflated: a body that is read as it was sent fits the headers that came with it.
    express.raw({ type: () => true, limit: bodyLimitBytes, inflate: false }),
    refuseDeepJson,
    passTo(manager),
  ];
}

const refuseOtherMethods: RequestHandler = (req, res, next) => {
  if (METHODS.includes(req.method)) {
    next();
    return;
  }
  res.setHeader('Allow', METHODS.join(', '));
  sendError(res, 405, `${req.method} is not allowed here`);
};
