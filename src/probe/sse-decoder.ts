import { createParser } from 'eventsource-parser';
import { TooMuchError } from './allowance.ts';

const LF = 0x0a;
const CR = 0x0d;

/** What a stream of Server-Sent Events is made of. */
export type SseItem =
  | {
      readonly kind: 'event';
      /** `message` when the stream doesn't say. */
      readonly type: string;
      /** Of this very event; null when it has none, even if one before it had. */
      readonly id: string | null;
      readonly data: string;
    }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'retry'; readonly ms: number };

/** The most that one event may hold, in UTF-16 code units, before it is given up. */
export const MAX_EVENT_LENGTH = 64 * 1024 * 1024;

/** How many lines may go by without an event that they complete: each takes some hundred bytes. */
const MAX_EVENT_LINES = 1_000_000;

/** Takes the next bytes of a stream and returns the items that they complete. */
export type SseDecoder = (chunk: Uint8Array) => readonly SseItem[];

/**
 * Creates a decoder for one stream, as the WHATWG prescribes it.
 *
 * An event belongs to the chunk that holds the first byte of its blank line. That matters with CR:
 * `\r` may be the first half of a `\r\n`, but it ends the line whatever comes next, so waiting for
 * the next chunk would date the event too late. eventsource-parser 4 doesn't wait (3, inside the
 * official client, does); `sse-decoder.test.ts` holds it to that.
 *
 * @param options.maxEventLength - {@link MAX_EVENT_LENGTH} by default
 * @returns a decoder that throws a RangeError when an event grows longer than that, and a TooMuchError
 *   when it has more than {@link MAX_EVENT_LINES}
 */
export function createSseDecoder(options: { readonly maxEventLength?: number } = {}): SseDecoder {
  const maxBufferSize = options.maxEventLength ?? MAX_EVENT_LENGTH;
  // The parser strips the one byte order mark that a stream may begin with; were the text decoder
  // to strip one too, two would go.
  const text = new TextDecoder('utf-8', { ignoreBOM: true });
  let items: SseItem[] = [];
  let lines = 0;
  const parser = createParser({
    maxBufferSize,
    onEvent: ({ event = 'message', id = null, data }) =>
      items.push({ kind: 'event', type: event, id, data }),
    onComment: (comment) => items.push({ kind: 'comment', text: comment }),
    onRetry: (ms) => items.push({ kind: 'retry', ms }),
    // Every other error is a line to be ignored.
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') {
        throw new RangeError(`an event is longer than ${maxBufferSize} characters`);
      }
    },
  });
  return (chunk) => {
    items = [];
    const read = text.decode(chunk, { stream: true });
    parser.feed(read);
    lines = items.some(({ kind }) => kind === 'event') ? 0 : lines + linesIn(read);
    if (lines <= MAX_EVENT_LINES) return items;
    throw new TooMuchError('values', `cut off at an event of more than ${MAX_EVENT_LINES} lines`);
  };
}

function linesIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) count += 1;
  }
  return count;
}
