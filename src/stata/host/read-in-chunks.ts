import { decodedPieces } from '../../timeline/utf8.ts';
import { CHUNK, type Work } from '../work/effect.ts';
import type { FileStore } from './file-store.ts';

/**
 * The text of a file, which may be a long one.
 *
 * @throws FileFault
 */
export function* readInChunks(files: FileStore, path: string): Work<string> {
  const pieces: string[] = [];
  for (const piece of decodedPieces(files.pieces(path))) {
    pieces.push(piece);
    yield CHUNK;
  }
  return pieces.join('');
}
