import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { FrontError } from './front-error.ts';

const NEWLINE = 0x0a;

/**
 * The log that Stata writes in batch mode, into the working directory and over whatever was there. It
 * is on the disk line by line, however long the next line takes.
 */
export class BatchLog {
  readonly #file: number;
  #unwritten = new Uint8Array();
  #writtenBytes = 0;
  #lastLineStart = 0;

  /** @throws FrontError when the file can't be written */
  constructor(path: string) {
    try {
      this.#file = openSync(path, 'w');
    } catch (cause) {
      throw new FrontError(`cannot write the log ${path}`, { cause });
    }
  }

  put(bytes: Uint8Array): void {
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
    closeSync(this.#file);
  }

  /** What a Stata that dies leaves behind: its last line is broken off, or missing. */
  cut(): void {
    if (this.#unwritten.length === 0) ftruncateSync(this.#file, this.#lastLineStart);
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
    this.#writtenBytes += bytes.length;
  }
}
