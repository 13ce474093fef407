import { MemoryFiles } from '../stata/host/memory-files.ts';
import { type PathParts, parsePosix, resolvePosix } from '../stata/host/posix-path.ts';
import {
  DO_FILE_BYTES_MAX,
  type DoFile,
  type DoFileStore,
  notFound,
  tooLong,
} from './do-file-store.ts';

/** A store of do-files that is nowhere but in memory. */
export class MemoryDoFiles implements DoFileStore {
  readonly path = '/work';
  readonly #texts: Readonly<Record<string, string>>;

  /** @param texts - the texts of its files, by their paths; default: there are none */
  constructor(texts: Readonly<Record<string, string>> = {}) {
    this.#texts = texts;
  }

  resolve(...paths: readonly string[]): string {
    return paths.reduce(resolvePosix, this.path);
  }

  parse(path: string): PathParts {
    return parsePosix(path);
  }

  readDoFile(file: string): DoFile {
    const path = this.resolve(file);
    const files = this.openFiles();
    if (files.kindOf(path) !== 'file') throw notFound(file);
    if (files.readBytes(path).length > DO_FILE_BYTES_MAX) throw tooLong(file);
    return { path, code: files.read(path) };
  }

  openFiles(): MemoryFiles {
    return new MemoryFiles(this.#texts, this.path);
  }
}
