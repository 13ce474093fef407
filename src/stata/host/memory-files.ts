import { posix } from 'node:path';
import { FileFault, type FileStore } from './file-store.ts';

/** Files that are nowhere but in memory. */
export class MemoryFiles implements FileStore {
  readonly #files = new Map<string, Uint8Array>();
  readonly #directories = new Set<string>(['/']);
  #workingDirectory = '/';

  /** @param files - texts by their paths */
  constructor(files: Readonly<Record<string, string>> = {}, workingDirectory = '/work') {
    this.makeDirectory(workingDirectory);
    this.#workingDirectory = workingDirectory;
    for (const [path, text] of Object.entries(files)) this.write(path, text);
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
    return posix.resolve(this.#workingDirectory, path);
  }

  kindOf(path: string): 'file' | 'directory' | 'nothing' {
    const full = this.resolve(path);
    if (this.#files.has(full)) return 'file';
    return this.#directories.has(full) ? 'directory' : 'nothing';
  }

  read(path: string): string {
    return new TextDecoder().decode(this.readBytes(path));
  }

  readBytes(path: string): Uint8Array {
    const content = this.#files.get(this.resolve(path));
    if (content === undefined) throw new FileFault('missing', path);
    return content;
  }

  write(path: string, content: string | Uint8Array): void {
    const full = this.resolve(path);
    if (this.#directories.has(full)) throw new FileFault('denied', path);
    this.makeDirectory(posix.dirname(full));
    this.#files.set(
      full,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    );
  }

  append(path: string, text: string): void {
    const before = this.kindOf(path) === 'file' ? this.read(path) : '';
    this.write(path, before + text);
  }

  remove(path: string): void {
    if (!this.#files.delete(this.resolve(path))) throw new FileFault('missing', path);
  }

  makeDirectory(path: string): void {
    for (let full = this.resolve(path); full !== '/'; full = posix.dirname(full)) {
      this.#directories.add(full);
    }
  }

  list(path: string): readonly string[] {
    const full = this.resolve(path);
    const inside = [...this.#files.keys(), ...this.#directories].filter(
      (each) => each !== '/' && posix.dirname(each) === full,
    );
    return inside.map((each) => posix.basename(each)).sort();
  }
}
