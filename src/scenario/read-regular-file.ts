import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** How many bytes are read at once. */
const PIECE_BYTES = 64 * 1024;

/** Opening a pipe that nobody writes to would wait for somebody. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * Opens a file for reading, if it is one: a device or a pipe could be read for ever.
 *
 * @returns its descriptor, to be closed, and its size in bytes as the disk knows it
 * @throws Error, which says why not
 */
export function openRegularFile(file: string): {
  readonly descriptor: number;
  readonly size: number;
} {
  const descriptor = openSync(file, FLAGS);
  try {
    const status = fstatSync(descriptor);
    if (status.isFile()) return { descriptor, size: status.size };
    throw new Error(status.isDirectory() ? 'it is a folder' : 'it is not a regular file');
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/**
 * The bytes of a file, of which no more are read than may be: some files say that they are empty, and
 * have no end.
 *
 * @throws Error, which says why not
 */
export function readRegularFile(file: string, bytesMax: number): Buffer {
  const { descriptor, size } = openRegularFile(file);
  try {
    if (size > bytesMax) throw tooLarge(bytesMax);
    const pieces: Buffer[] = [];
    for (let left = bytesMax; ; ) {
      const piece = Buffer.allocUnsafe(PIECE_BYTES);
      const length = readSync(descriptor, piece);
      if (length === 0) return Buffer.concat(pieces);
      if (length > left) throw tooLarge(bytesMax);
      left -= length;
      pieces.push(piece.subarray(0, length));
    }
  } finally {
    closeSync(descriptor);
  }
}

function tooLarge(bytesMax: number): Error {
  return new Error(`it has more than ${bytesMax} bytes`);
}
