/** How many bytes of a file are read at once. */
export const PIECE_BYTES = 65_536;

/**
 * The files that Stata code can see. Everything is synchronous: virtual time must not move on while a
 * file is being read.
 *
 * Paths given to it are absolute or relative to {@link workingDirectory}; those it returns are absolute.
 */
export interface FileStore {
  readonly workingDirectory: string;
  /** How many bytes of memory it takes: what was written and is on no disk. */
  readonly heldBytes: number;
  /** @throws FileFault when there is no such directory */
  changeDirectory(path: string): void;
  resolve(path: string): string;
  kindOf(path: string): 'file' | 'directory' | 'nothing';
  /** How many bytes a file has. @throws FileFault */
  sizeOf(path: string): number;
  /** @throws FileFault */
  read(path: string): string;
  readBytes(path: string): Uint8Array;
  /** The same, each {@link PIECE_BYTES} at most when they are asked for. */
  pieces(path: string): Iterable<Uint8Array>;
  /**
   * @param content - a text, or bytes in any number of pieces
   * @throws FileFault, also for places that must not be written to
   */
  write(path: string, content: string | readonly Uint8Array[]): void;
  /** Adds to a file's end; makes it if it isn't there. What is added is on the disk when this returns. */
  append(path: string, text: string): void;
  /** @throws FileFault */
  remove(path: string): void;
  makeDirectory(path: string): void;
  /** The names in a directory, sorted. */
  list(path: string): readonly string[];
}

/** Why a file could not be used. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly reason: 'missing' | 'denied' | 'failed';

  constructor(reason: FileFault['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
