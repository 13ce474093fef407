import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { sendError } from './send-error.ts';

/**
 * Lets in only who sends `Authorization: Bearer <token>` (RFC 6750). `GET /health` is for everybody.
 *
 * @param token - not empty
 */
export function bearerToken(token: string): RequestHandler {
  const expected = digest(token);
  return (req, res, next) => {
    // The scheme's name is in any case (RFC 9110, 11.1), and spaces follow it.
    const [, shown = ''] = /^bearer +(\S.*)$/i.exec(req.headers.authorization ?? '') ?? [];
    const given = digest(shown);
    if (req.path === '/health' || timingSafeEqual(given, expected)) {
      next();
      return;
    }
    res.setHeader('WWW-Authenticate', 'Bearer');
    sendError(res, 401, 'this server asks for a token: send "Authorization: Bearer <token>"');
  };
}

/** Equally long whatever is compared, as a comparison in constant time needs it. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
