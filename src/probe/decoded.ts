import { Readable, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { WireResponse } from './wire.ts';

/**
 * The response with its content encoding undone. What a chunk completes is given out before the next
 * chunk is there, so that a compressor which holds things back is seen to do so, and no other.
 *
 * An encoding that isn't known is left as it is.
 */
export function decoded(response: WireResponse): WireResponse {
  const decoder = decoderFor(response.headers.get('content-encoding'));
  if (decoder === null) return response;
  const source = Readable.from(response.body);
  const body = source.compose(decoder);
  // Who reads is told what went wrong. Who has stopped reading is not to be ended by it.
  for (const each of [source, decoder, body]) each.on('error', () => {});
  return {
    status: response.status,
    headers: response.headers,
    body,
    [Symbol.asyncDispose]: async () => {
      decoder.destroy();
      await response[Symbol.asyncDispose]();
    },
  };
}

function decoderFor(encoding: string | null): Transform | null {
  const flush = constants.Z_SYNC_FLUSH;
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip({ flush, finishFlush: flush });
    case 'deflate':
      return createInflate({ flush, finishFlush: flush });
    case 'br':
      return createBrotliDecompress();
    default:
      return null;
  }
}
