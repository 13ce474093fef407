import {
  appendFileSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { openRegularFile, readRegularFile } from '../../scenario/read-regular-file.ts';
import { FileFault, type FileStore, PIECE_BYTES } from './file-store.ts';
import { isInside } from './is-inside.ts';

/** How much of a file is read at once, in bytes; what is longer comes in pieces. */
const READ_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Files on the disk. Code can read whatever the process may read. It can write only inside the folders that were
 * named, with links followed.
 */
export class DiskFiles implements FileStore {
  readonly #writable: readonly string[];
  #workingDirectory: string;

  /** @param options.writable - folders that may be written to; default: the working directory's */
  constructor(options: {
    readonly workingDirectory: string;
    readonly writable?: readonly string[];
  }) {
    this.#workingDirectory = realpathSync(options.workingDirectory);
    const writable = options.writable ?? [this.#workingDirectory];
    this.#writable = writable.map((folder) => realpathSync(folder));
  }

  get heldBytes(): number {
    return 0;
  }

  get workingDirectory(): string {
    return this.#workingDirectory;
  }

  changeDirectory(path: string): void {
    if (this.kindOf(path) !== 'directory') throw new FileFault('missing', path);
    this.#workingDirectory = this.resolve(path);
  }

  resolve(path: string): string {
    return resolve(this.#workingDirectory, path);
  }

  kindOf(path: string): 'file' | 'directory' | 'nothing' {
    const stats = statsOf(this.resolve(path));
    if (stats === undefined) return 'nothing';
    return stats.isDirectory() ? 'directory' : 'file';
  }

  sizeOf(path: string): number {
    return statsOf(this.#readablePath(path))?.size ?? 0;
  }

  read(path: string): string {
    return new TextDecoder().decode(this.readBytes(path));
  }

  readBytes(path: string): Uint8Array {
    const full = this.#readablePath(path);
    return attempt(path, () => readRegularFile(full, READ_BYTES_MAX));
  }

  *pieces(path: string): Generator<Uint8Array, void> {
    const full = this.#readablePath(path);
    const { descriptor: file } = attempt(path, () => openRegularFile(full));
    try {
      for (;;) {
        const piece = new Uint8Array(PIECE_BYTES);
        const length = attempt(path, () => readSync(file, piece, 0, PIECE_BYTES, null));
        if (length === 0) return;
        yield piece.subarray(0, length);
      }
    } finally {
      closeSync(file);
    }
  }

  write(path: string, content: string | readonly Uint8Array[]): void {
    const full = this.#writablePath(path);
    if (typeof content === 'string') attempt(path, () => writeFileSync(full, content));
    else attempt(path, () => writePieces(full, content));
  }

  append(path: string, text: string): void {
    const full = this.#writablePath(path);
    attempt(path, () => appendFileSync(full, text));
  }

  remove(path: string): void {
    const full = this.#writablePath(path);
    if (this.kindOf(full) !== 'file') throw new FileFault('missing', path);
    attempt(path, () => rmSync(full));
  }

  makeDirectory(path: string): void {
    const full = this.#writablePath(path);
    // The folder that it is made in is there. Node makes those on the way for ever where the system has none.
    attempt(path, () => mkdirSync(full));
  }

  list(path: string): readonly string[] {
    return attempt(path, () => readdirSync(this.resolve(path)).sort());
  }

  /** A device, or a pipe that nobody writes to, would be read for ever. */
  #readablePath(path: string): string {
    const full = this.resolve(path);
    if (statsOf(full)?.isFile()) return full;
    throw new FileFault('missing', path);
  }

  /** Where a path really leads; the folders on the way have to be there. */
  #writablePath(path: string): string {
    const full = this.resolve(path);
    const real = attempt(path, () => realPathOf(full));
    if (this.#writable.some((folder) => isInside(real, folder))) return real;
    throw new FileFault('denied', path);
  }
}

function writePieces(full: string, pieces: readonly Uint8Array[]): void {
  const file = openSync(full, 'w');
  try {
    for (const piece of pieces) {
      for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
    }
  } finally {
    closeSync(file);
  }
}

/** Undefined for a path that doesn't exist or can't: a name that is too long, links in a circle. */
function statsOf(full: string): Stats | undefined {
  try {
    return statSync(full, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** A link at the end is followed too: writing to it writes to what it names, which has to be there. */
function realPathOf(full: string): string {
  const isThere = lstatSync(full, { throwIfNoEntry: false }) !== undefined;
  return isThere ? realpathSync(full) : join(realpathSync(dirname(full)), basename(full));
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason =
      code === 'ENOENT' ? 'missing' : code === 'EACCES' || code === 'EROFS' ? 'denied' : 'failed';
    throw new FileFault(reason, path);
  }
}
