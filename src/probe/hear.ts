import type { Clock } from '../clock/clock.ts';
import { EVENT_STREAM_TYPE, mediaTypeOf } from '../sse/media-type.ts';
import type { Arrival } from '../timeline/arrival.ts';
import { Allowance } from './allowance.ts';
import { parseJson } from './parse-json.ts';
import { createSseDecoder, MAX_EVENT_LENGTH } from './sse-decoder.ts';
import type { WireResponse } from './wire.ts';

/** What is heard of a response before anybody knows what it means. */
export type Heard =
  | Extract<Arrival, { readonly kind: 'headers' | 'first-byte' | 'sse-event' | 'sse-comment' }>
  | {
      readonly kind: 'json';
      readonly atMs: number;
      /** A JSON-RPC message, it is to be hoped; undefined for what isn't even JSON. */
      readonly message: unknown;
    };

/**
 * Listens to a response to its end, and tells of each thing as soon as it is complete.
 *
 *     bytes ── time ── decoder ── sse-event ── json
 *
 * The time is taken before anything is decoded, and all that a chunk completes was heard in that
 * instant. A body that is neither JSON nor an event stream holds nothing to hear and isn't read.
 *
 * @param allowance - how much may be heard; by default, as much of this response as of any
 * @throws TooMuchError when that is used up; whatever breaks the connection; a RangeError when a
 *   message is longer than {@link MAX_EVENT_LENGTH}
 */
export async function* hear(
  response: WireResponse,
  clock: Clock,
  allowance: Allowance = new Allowance(),
): AsyncGenerator<Heard> {
  const { status, headers, body } = response;
  const contentType = headers.get('content-type');
  yield { kind: 'headers', atMs: clock.now(), status, contentType };
  const decoder = decoderFor(contentType);
  if (decoder === undefined) return;
  let isFirst = true;
  for await (const chunk of body) {
    const atMs = clock.now();
    allowance.takeBytes(chunk.length);
    if (isFirst && chunk.length > 0) {
      isFirst = false;
      yield { kind: 'first-byte', atMs };
    }
    yield* within(allowance, decoder.next(chunk, atMs));
  }
  yield* within(allowance, decoder.end(clock.now()));
}

function* within(allowance: Allowance, all: Iterable<Heard>): Generator<Heard> {
  for (const heard of all) {
    allowance.takeEvent();
    yield heard;
  }
}

/** Understands one content type. */
interface Decoder {
  /** What these bytes complete. */
  next(chunk: Uint8Array, atMs: number): Iterable<Heard>;
  /** What is complete only now that no more bytes come. */
  end(atMs: number): Iterable<Heard>;
}

function decoderFor(contentType: string | null): Decoder | undefined {
  switch (mediaTypeOf(contentType)) {
    case EVENT_STREAM_TYPE:
      return createEventDecoder();
    case 'application/json':
      return createJsonDecoder();
    default:
      return undefined;
  }
}

function createEventDecoder(): Decoder {
  const decode = createSseDecoder();
  return {
    *next(chunk, atMs) {
      for (const item of decode(chunk)) {
        if (item.kind === 'comment') yield { kind: 'sse-comment', atMs, text: item.text };
        if (item.kind !== 'event') continue;
        yield { ...item, kind: 'sse-event', atMs };
        // An event without data only primes a stream for resumption; other types aren't MCP's.
        if (item.type === 'message' && item.data !== '') {
          yield { kind: 'json', atMs, message: parseJson(item.data) };
        }
      }
    },
    end: () => [],
  };
}

function createJsonDecoder(): Decoder {
  const decoder = new TextDecoder();
  let text = '';
  return {
    next(chunk) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length <= MAX_EVENT_LENGTH) return [];
      throw new RangeError(`the body is longer than ${MAX_EVENT_LENGTH} characters`);
    },
    end(atMs) {
      if (text === '') return [];
      const body = parseJson(text + decoder.decode());
      // Version 2025-03-26 allows several messages in one body.
      const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
      return messages.map((message) => ({ kind: 'json', atMs, message }));
    },
  };
}
