import type { RequestHandler } from 'express';
import { sendError } from './send-error.ts';

/** More than any message needs, and less than what overflows the stack of whoever walks through it. */
const DEPTH_MAX = 256;

/**
 * Refuses a body, read before, in which arrays or objects of JSON are nested too deeply: to parse it
 * takes seconds, and to check or write it again takes a stack that nobody has.
 */
export const refuseDeepJson: RequestHandler = (req, res, next) => {
  const body: unknown = req.body;
  if (!(body instanceof Uint8Array) || depthOf(body) <= DEPTH_MAX) next();
  else sendError(res, 400, `the body is nested more than ${DEPTH_MAX} levels deep`);
};

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING: ReadonlySet<number> = new Set(new TextEncoder().encode('[{'));
const CLOSING: ReadonlySet<number> = new Set(new TextEncoder().encode(']}'));
const SPACE: ReadonlySet<number> = new Set(new TextEncoder().encode(' \t\r\n\u{feff}'));

/** How deep it gets, as far as one has to look; 0 for what is neither an array nor an object. */
function depthOf(body: Uint8Array): number {
  if (!OPENING.has(body.find((byte) => !SPACE.has(byte)) ?? 0)) return 0;
  let [depth, deepest] = [0, 0];
  let isText = false;
  for (let at = 0; at < body.length && deepest <= DEPTH_MAX; at += 1) {
    const byte = body[at] ?? 0;
    if (isText && byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) isText = !isText;
    else if (isText) continue;
    else if (OPENING.has(byte)) deepest = Math.max(deepest, ++depth);
    else if (CLOSING.has(byte)) depth -= 1;
  }
  return deepest;
}
