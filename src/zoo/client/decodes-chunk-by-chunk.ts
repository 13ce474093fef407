import { changeBody } from '../parts/change-body.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

/** Sockets cut where they like; here it is every so many bytes, in the beginning of a chunk. */
const CUT_EVERY = 7;
const CUT_UP_TO = 350;

export const decodesChunkByChunk: Specimen = {
  name: 'decodes-chunk-by-chunk',
  layer: 'client',
  about: 'decodes each chunk by itself, so that a character in two of them is lost',
  thread: 'stata-mcp, extension.js: buffer += chunk.toString()',
  breaks: ['T19'],
  open: healthy({
    before: (manager) =>
      changeBody(manager, async function* (chunks) {
        const encoder = new TextEncoder();
        for await (const chunk of chunks) {
          for (let start = 0; start < CUT_UP_TO; start += CUT_EVERY) {
            const piece = chunk.subarray(start, start + CUT_EVERY);
            yield encoder.encode(new TextDecoder().decode(piece));
          }
          yield chunk.subarray(CUT_UP_TO);
        }
      }),
  }),
};
