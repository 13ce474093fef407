import type { FileStore } from '../stata/host/file-store.ts';
import type { PathParts } from '../stata/host/posix-path.ts';
import { Refusal } from './refusal.ts';

/** How long a do-file may be, in bytes. */
export const DO_FILE_BYTES_MAX = 1024 * 1024;

export interface DoFile {
  /** Where it really is: absolute, and without links. */
  readonly path: string;
  readonly code: string;
}

/**
 * The folder that clients' do-files lie in, and that their code sees. Everything is synchronous:
 * virtual time must not move on while a file is being read.
 */
export interface DoFileStore {
  /** Its own path, absolute. */
  readonly path: string;
  /** A path, absolute: from the store’s own path on, unless it is so already. */
  resolve(...paths: readonly string[]): string;
  /** What an absolute path is made of. */
  parse(path: string): PathParts;
  /**
   * Reads a do-file for a client.
   *
   * @throws Refusal when there is no such file, it is longer than 1 MiB, or it lies elsewhere
   */
  readDoFile(file: string): DoFile;
  /** The files that the code of one Stata sees. What it writes, no other Stata sees. */
  openFiles(): FileStore;
}

export function notFound(file: string): Refusal {
  return new Refusal(`File not found: ${file}`);
}

export function tooLong(file: string): Refusal {
  return new Refusal(`File is too long: ${file} (at most ${DO_FILE_BYTES_MAX} bytes)`);
}
