import { TooMuchError } from './allowance.ts';

/** How many values one JSON text may hold: each takes some hundred bytes, of two or three that were sent. */
export const VALUES_MAX = 1_000_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENING = [0x5b, 0x7b];

/**
 * What a JSON text of a stranger's says.
 *
 * @returns undefined for what is no JSON
 * @throws TooMuchError when it holds more than {@link VALUES_MAX} values
 */
export function parseJson(text: string): unknown {
  if (text.length > VALUES_MAX && valuesIn(text) > VALUES_MAX) {
    throw new TooMuchError('values', `cut off at a message of more than ${VALUES_MAX} values`);
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every value begins a list, or an object, or follows a comma: so there are no more than that. */
function valuesIn(text: string): number {
  let count = 1;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isString && code === BACKSLASH) at += 1;
    else if (code === QUOTE) isString = !isString;
    else if (!isString && (code === COMMA || OPENING.includes(code))) count += 1;
  }
  return count;
}
