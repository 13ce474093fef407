import { concatenated, utf8BytesOf } from '../../timeline/utf8.ts';
import { FileFault, type FileStore, PIECE_BYTES } from './file-store.ts';
import { parsePosix, resolvePosix } from './posix-path.ts';

/** How many bytes all files together may have, their names included. */
const BYTES_MAX = 64 * 1024 * 1024;

/** How long a path may be, in characters: as on a disk. */
const PATH_LENGTH_MAX = 4096;

/** Files that are nowhere but in memory, of 64 MiB together at most. */
export class MemoryFiles implements FileStore {
  /** Each file in the pieces that it was written in, so that a log can grow without being copied. */
  readonly #files = new Map<string, Uint8Array[]>();
  readonly #directories = new Set<string>(['/']);
  #workingDirectory = '/';
  #bytes = 0;

  /** @param files - texts by their paths */
  constructor(files: Readonly<Record<string, string>> = {}, workingDirectory = '/work') {
    this.makeDirectory(workingDirectory);
    this.#workingDirectory = workingDirectory;
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  get heldBytes(): number {
    return this.#bytes;
  }

  get workingDirectory(): string {
    return this.#workingDirectory;
  }

  changeDirectory(path: string): void {
    const directory = this.resolve(path);
    if (!this.#directories.has(directory)) throw new FileFault('missing', path);
    this.#workingDirectory = directory;
  }

  resolve(path: string): string {
    return resolvePosix(this.#workingDirectory, path);
  }

  kindOf(path: string): 'file' | 'directory' | 'nothing' {
    const full = this.resolve(path);
    if (this.#files.has(full)) return 'file';
    return this.#directories.has(full) ? 'directory' : 'nothing';
  }

  sizeOf(path: string): number {
    const pieces = this.#files.get(this.resolve(path));
    if (pieces === undefined) throw new FileFault('missing', path);
    return pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  read(path: string): string {
    return new TextDecoder().decode(this.readBytes(path));
  }

  readBytes(path: string): Uint8Array {
    const pieces = this.#files.get(this.resolve(path));
    if (pieces === undefined) throw new FileFault('missing', path);
    if (pieces.length > 1) pieces.splice(0, pieces.length, concatenated(pieces));
    return pieces[0] ?? new Uint8Array();
  }

  *pieces(path: string): Generator<Uint8Array, void> {
    const pieces = this.#files.get(this.resolve(path));
    if (pieces === undefined) throw new FileFault('missing', path);
    for (const piece of pieces) {
      for (let at = 0; at < piece.length; at += PIECE_BYTES) {
        yield piece.subarray(at, at + PIECE_BYTES);
      }
    }
  }

  write(path: string, content: string | readonly Uint8Array[]): void {
    const full = this.resolve(path);
    if (this.#directories.has(full)) throw new FileFault('denied', path);
    this.#forget(full);
    this.#add(full, typeof content === 'string' ? [utf8BytesOf(content)] : content);
  }

  /**
   * Has what another file has, which is read only if there is room for it.
   *
   * @param size - how many bytes it is said to have; it may have more
   * @throws FileFault
   */
  copy(path: string, size: number, pieces: Iterable<Uint8Array>): void {
    if (this.#bytes + size > BYTES_MAX) throw new FileFault('failed', path);
    this.write(path, '');
    try {
      for (const piece of pieces) this.#add(this.resolve(path), [piece]);
    } catch (error) {
      this.remove(path);
      throw error;
    }
  }

  append(path: string, text: string): void {
    if (this.kindOf(path) !== 'file') this.write(path, text);
    else this.#add(this.resolve(path), [utf8BytesOf(text)]);
  }

  remove(path: string): void {
    if (!this.#forget(this.resolve(path))) throw new FileFault('missing', path);
  }

  makeDirectory(path: string): void {
    const whole = this.resolve(path);
    requirePossible(whole);
    for (let full = whole; full !== '/'; full = parsePosix(full).dir) {
      if (this.#directories.has(full)) continue;
      this.#take(full.length, full);
      this.#directories.add(full);
    }
  }

  list(path: string): readonly string[] {
    const full = this.resolve(path);
    const inside = [...this.#files.keys(), ...this.#directories].filter(
      (each) => each !== '/' && parsePosix(each).dir === full,
    );
    return inside.map((each) => parsePosix(each).base).sort();
  }

  #add(full: string, more: readonly Uint8Array[]): void {
    const length = more.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const pieces = this.#files.get(full);
    if (pieces !== undefined) {
      this.#take(length, full);
      for (const piece of more) pieces.push(piece);
      return;
    }
    requirePossible(full);
    this.makeDirectory(parsePosix(full).dir);
    this.#take(length + full.length, full);
    this.#files.set(full, [...more]);
  }

  /** @throws FileFault when so many bytes exceed the limit */
  #take(bytes: number, path: string): void {
    if (this.#bytes + bytes > BYTES_MAX) throw new FileFault('failed', path);
    this.#bytes += bytes;
  }

  /** False when there is no such file. */
  #forget(full: string): boolean {
    const pieces = this.#files.get(full);
    if (pieces === undefined) return false;
    this.#bytes -= pieces.reduce((sum, { byteLength }) => sum + byteLength, full.length);
    return this.#files.delete(full);
  }
}

function requirePossible(path: string): void {
  if (path.length > PATH_LENGTH_MAX) throw new FileFault('failed', path);
}
