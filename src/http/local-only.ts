import type { RequestHandler } from 'express';
import { hostnameOf, parseAllowedHost } from './authority.ts';
import { sendError } from './send-error.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses requests that name another host than this machine: a page on the web can make its own
 * domain resolve to 127.0.0.1 (DNS rebinding) and then reach every local server of its visitor's.
 * It cannot forge `Host` and `Origin`.
 *
 * @param allowedHosts - host names to allow beside the loopback ones, without a port; a server that
 *   listens on another address than loopback is reached under no name but these
 * @throws TypeError when one of them is not a host name
 */
export function localOnly(allowedHosts: readonly string[] = []): RequestHandler {
  const allowed = new Set([...LOOPBACK, ...allowedHosts.map(parseAllowedHost)]);
  const isAllowed = (authority: string): boolean => allowed.has(hostnameOf(authority) ?? '');
  return (req, res, next) => {
    // A header that is sent twice is joined here and so refused: which one counts is anyone's guess.
    const host = req.headersDistinct.host?.join(', ');
    const origin = req.headersDistinct.origin?.join(', ');
    if (host === undefined) {
      sendError(res, 400, 'the request has no Host header');
    } else if (!isAllowed(host)) {
      sendError(res, 403, refusal('Host', host, host));
    } else if (origin !== undefined && !isAllowed(authorityOf(origin))) {
      sendError(res, 403, refusal('Origin', origin, authorityOf(origin)));
    } else {
      next();
    }
  };
}

/** What follows the scheme of an origin; empty if it is `null`, or not a web page's. */
function authorityOf(origin: string): string {
  return /^https?:\/\/(.*)$/i.exec(origin)?.[1] ?? '';
}

function refusal(header: string, value: string, authority: string): string {
  const hostname = hostnameOf(authority);
  const remedy =
    hostname === undefined
      ? `expected one of ${LOOPBACK.join(', ')}`
      : `to allow it, add ${JSON.stringify(hostname)} to the allowed hosts`;
  return `the ${header} header ${JSON.stringify(value)} is refused: ${remedy}`;
}
