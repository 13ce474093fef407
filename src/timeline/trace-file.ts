import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { TimelineEvent } from './timeline.ts';

/**
 * A timeline on disk: one event a line, as JSON, appended while things happen. Several processes may
 * append to one file, since a line is written whole.
 */
export class TraceFile implements AsyncDisposable {
  readonly #stream: WriteStream;

  private constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  /** @throws Error when the file can't be written to */
  static async open(file: string): Promise<TraceFile> {
    const stream = createWriteStream(file, { flags: 'a' });
    await once(stream, 'open');
    return new TraceFile(stream);
  }

  /** @param about - what else is to be known of the event, such as where it happened */
  append(event: TimelineEvent, about: Readonly<Record<string, string>> = {}): void {
    // A Stata that is stopped together with this has a last word, for which it may be too late.
    if (this.#stream.writableEnded) return;
    this.#stream.write(`${JSON.stringify({ ...about, ...event })}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stream.end();
    await finished(this.#stream);
  }
}
