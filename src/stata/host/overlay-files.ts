import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { DiskFiles } from './disk-files.ts';
import { FileFault, type FileStore } from './file-store.ts';
import { isInside } from './is-inside.ts';
import { MemoryFiles } from './memory-files.ts';

/**
 * A folder of the disk for code that isn't trusted. Files in it can be read, but not through links that lead out of
 * it. Whatever is written stays in memory and hides the files of the disk.
 */
export class OverlayFiles implements FileStore {
  readonly #root: string;
  readonly #disk: DiskFiles;
  readonly #memory = new MemoryFiles({}, '/');
  #workingDirectory: string;

  /** @param root - the folder, which is the working directory at first */
  constructor(root: string) {
    this.#root = realpathSync(root);
    this.#workingDirectory = this.#root;
    this.#disk = new DiskFiles({ workingDirectory: this.#root, writable: [] });
  }

  get heldBytes(): number {
    return this.#memory.heldBytes;
  }

  get workingDirectory(): string {
    return this.#workingDirectory;
  }

  changeDirectory(path: string): void {
    const full = this.resolve(path);
    const isThere = isInside(full, this.#root) && this.kindOf(full) === 'directory';
    if (!isThere) throw new FileFault('missing', path);
    this.#workingDirectory = full;
  }

  resolve(path: string): string {
    return resolve(this.#workingDirectory, path);
  }

  kindOf(path: string): 'file' | 'directory' | 'nothing' {
    const full = this.resolve(path);
    const written = this.#memory.kindOf(full);
    if (written !== 'nothing') return written;
    return this.#isReadable(full) ? this.#disk.kindOf(full) : 'nothing';
  }

  sizeOf(path: string): number {
    const full = this.resolve(path);
    if (this.#memory.kindOf(full) === 'file') return this.#memory.sizeOf(full);
    return this.#disk.sizeOf(this.#readable(full));
  }

  read(path: string): string {
    return new TextDecoder().decode(this.readBytes(path));
  }

  readBytes(path: string): Uint8Array {
    const full = this.resolve(path);
    if (this.#memory.kindOf(full) === 'file') return this.#memory.readBytes(full);
    return this.#disk.readBytes(this.#readable(full));
  }

  pieces(path: string): Iterable<Uint8Array> {
    const full = this.resolve(path);
    if (this.#memory.kindOf(full) === 'file') return this.#memory.pieces(full);
    return this.#disk.pieces(this.#readable(full));
  }

  write(path: string, content: string | readonly Uint8Array[]): void {
    this.#memory.write(this.#inside(path), content);
  }

  append(path: string, text: string): void {
    const full = this.#inside(path);
    if (this.#memory.kindOf(full) === 'nothing' && this.kindOf(full) === 'file') {
      this.#memory.copy(full, this.#disk.sizeOf(full), this.#disk.pieces(full));
    }
    this.#memory.append(full, text);
  }

  /** Removes what was written; a file of the disk stays. */
  remove(path: string): void {
    const full = this.resolve(path);
    if (this.#memory.kindOf(full) === 'file') this.#memory.remove(full);
    else throw new FileFault(this.kindOf(full) === 'file' ? 'denied' : 'missing', path);
  }

  makeDirectory(path: string): void {
    this.#memory.makeDirectory(this.#inside(path));
  }

  list(path: string): readonly string[] {
    const full = this.resolve(path);
    const onDisk =
      this.#isReadable(full) && this.#disk.kindOf(full) === 'directory'
        ? this.#disk.list(full)
        : [];
    return [...new Set([...onDisk, ...this.#memory.list(full)])].sort();
  }

  #inside(path: string): string {
    const full = this.resolve(path);
    if (isInside(full, this.#root)) return full;
    throw new FileFault('denied', path);
  }

  #readable(path: string): string {
    const full = this.resolve(path);
    if (this.#isReadable(full)) return full;
    throw new FileFault('missing', path);
  }

  /** The path is checked before the disk is, so that code can't find out which files there are elsewhere. */
  #isReadable(full: string): boolean {
    if (!isInside(full, this.#root)) return false;
    try {
      return isInside(realpathSync(full), this.#root);
    } catch {
      return false;
    }
  }
}
