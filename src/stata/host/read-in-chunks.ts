import { decodedPieces } from '../../timeline/utf8.ts';
import { StataError } from '../error/stata-error.ts';
import { CHUNK, type Work } from '../work/effect.ts';
import type { FileStore } from './file-store.ts';

/** How long a file of code or text may be, in bytes. */
const TEXT_BYTES_MAX = 16 * 1024 * 1024;

/**
 * The text of a file, which may be a long one.
 *
 * @throws FileFault
 * @throws StataError r(909) when it is too long to be read as a whole
 */
export function* readInChunks(files: FileStore, path: string): Work<string> {
  if (files.sizeOf(path) > TEXT_BYTES_MAX) throw tooLong(path);
  let length = 0;
  const pieces: string[] = [];
  for (const piece of decodedPieces(files.pieces(path))) {
    // A file may have more in it than it says, or grow.
    length += piece.length;
    if (length > TEXT_BYTES_MAX) throw tooLong(path);
    pieces.push(piece);
    yield CHUNK;
  }
  return pieces.join('');
}

function tooLong(path: string): StataError {
  return new StataError(909, `file ${path} is too long: at most ${TEXT_BYTES_MAX} bytes are read`);
}
