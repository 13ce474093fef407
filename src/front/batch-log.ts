import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { FrontError } from './front-error.ts';

const NEWLINE = 0x0a;

/**
 * The log that Stata writes in batch mode, into the working directory and over whatever was there. It
 * is on the disk line by line, however long the next line takes. When the disk is full, no more is written.
 */
export class BatchLog {
  readonly #file: number;
  #unwritten = new Uint8Array();
  #writtenBytes = 0;
  #lastLineStart = 0;
  #failure: string | null = null;

  /** @throws FrontError when the file can't be written */
  constructor(path: string) {
    try {
      this.#file = openSync(path, 'w');
    } catch (cause) {
      throw new FrontError(`cannot write the log ${path}`, { cause });
    }
  }

  /** Why it ends before all was said; null when it doesn't. */
  get failure(): string | null {
    return this.#failure;
  }

  put(bytes: Uint8Array): void {
    if (this.#failure !== null) return;
    const all = Buffer.concat([this.#unwritten, bytes]);
    const end = all.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const before = end > 1 ? all.lastIndexOf(NEWLINE, end - 2) : -1;
      this.#lastLineStart = this.#writtenBytes + before + 1;
      this.#write(all.subarray(0, end));
    }
    this.#unwritten = all.subarray(end);
  }

  /** Writes the rest. */
  close(): void {
    this.#write(this.#unwritten);
    this.#attempt(() => closeSync(this.#file));
  }

  /** What a Stata that dies leaves behind: its last line is broken off, or missing. */
  cut(): void {
    if (this.#unwritten.length === 0) {
      this.#attempt(() => ftruncateSync(this.#file, this.#lastLineStart));
    }
    this.#attempt(() => closeSync(this.#file));
  }

  #write(bytes: Uint8Array): void {
    this.#attempt(() => {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
      this.#writtenBytes += bytes.length;
    });
  }

  #attempt(action: () => void): void {
    try {
      action();
    } catch (cause) {
      this.#failure ??= cause instanceof Error ? cause.message : String(cause);
    }
  }
}
