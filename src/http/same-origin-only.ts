import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { parseAllowedHost } from './authority.ts';
import { sendError } from './send-error.ts';

/** What a person may ask for with the address bar, beside pages. */
const FOR_PEOPLE = '/health';

/**
 * Refuses what a page of another site makes its visitor's browser ask for. Such a page needs no
 * permission to send a GET (`<img src="http://127.0.0.1:4000/…">`), and its address is in no header that
 * says so but these, none of which it can forge:
 *
 * - `Sec-Fetch-Site`, which browsers send to https and to loopback addresses. A link in a mail says
 *   `none`, as the address bar does, so that gets no further than `/health`.
 * - `Origin` and `Referer`, where there is no `Sec-Fetch-Site`: they have to name this server. A browser
 *   that sends none of the three doesn't say whose page it shows, so it is refused too.
 *
 * A program that is no browser sends nothing of it, and is let through.
 *
 * @param allowedHosts - host names whose pages are this server's own, on whatever port
 * @throws TypeError when one of them is not a host name
 */
export function sameOriginOnly(allowedHosts: readonly string[] = []): RequestHandler {
  const allowed = new Set(allowedHosts.map(parseAllowedHost));
  return (req, res, next) => {
    const doubt = doubtIn(req, allowed);
    if (doubt === null || (req.path === FOR_PEOPLE && doubt.isPerhapsAPerson)) {
      next();
      return;
    }
    const message = `only this server's own page may have a browser ask for this: ${doubt.why}`;
    sendError(res, 403, message);
  };
}

/** Why a request may be the work of another site's page. */
interface Doubt {
  readonly why: string;
  /** Nor is it sure that a page asks at all. */
  readonly isPerhapsAPerson: boolean;
}

function doubtIn(req: IncomingMessage, allowed: ReadonlySet<string>): Doubt | null {
  const site = sent(req, 'sec-fetch-site');
  if (site !== undefined) {
    if (site === 'same-origin') return null;
    return { why: `Sec-Fetch-Site is ${JSON.stringify(site)}`, isPerhapsAPerson: site === 'none' };
  }
  const own = URL.parse(`http://${sent(req, 'host')}`)?.host;
  const isOwn = (address: string): boolean => {
    const url = /\s/.test(address) ? null : URL.parse(address);
    return url !== null && (url.host === own || allowed.has(url.hostname));
  };
  const isBrowser = BROWSER.test(sent(req, 'user-agent') ?? '');
  const [referer, origin] = [sent(req, 'referer'), sent(req, 'origin')];
  if (referer !== undefined && !isOwn(referer)) {
    return { why: `Referer is ${JSON.stringify(referer)}`, isPerhapsAPerson: false };
  }
  if (isBrowser && origin !== undefined && !isOwn(origin)) {
    return { why: `Origin is ${JSON.stringify(origin)}`, isPerhapsAPerson: false };
  }
  if (isBrowser && origin === undefined && referer === undefined) {
    return { why: 'it says neither Sec-Fetch-Site, Origin nor Referer', isPerhapsAPerson: true };
  }
  return null;
}

/** All browsers call themselves so, and no page can change that. PowerShell does too, and shows no pages. */
const BROWSER = /^Mozilla\/(?!.*PowerShell\/)/;

/** A header; what is sent more than once is joined, and so nothing that is allowed. */
function sent(req: IncomingMessage, name: string): string | undefined {
  return req.headersDistinct[name]?.join(', ');
}
