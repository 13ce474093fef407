import { writeSync } from 'node:fs';
import { pauseThread } from '../clock/pause-thread.ts';
import { UsageError } from './usage-error.ts';

/** What a shell says of a program that SIGPIPE has ended, which Node keeps from us: 128 + 13. */
const READER_LEFT = 141;

/** How long to wait before a pipe that is full is tried again, in milliseconds. */
const FULL_PIPE_MS = 1;

/**
 * Writes a text to standard output (1) or standard error (2), and returns when all of it was taken:
 * who writes more than others read has to wait for them. A reader who has left, as in
 * `fake-stata … | head`, has read all that it wanted: that is the end of the program, and no fault.
 *
 * @throws UsageError when it can't be written, as to a disk that is full
 */
export function writeAll(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) done += writeSome(descriptor, bytes.subarray(done));
}

function writeSome(descriptor: 1 | 2, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'EPIPE') process.exit(READER_LEFT);
    if (code !== 'EAGAIN') throw unwritten(descriptor, cause);
    pauseThread(FULL_PIPE_MS);
    return 0;
  }
}

function unwritten(descriptor: 1 | 2, cause: unknown): UsageError {
  const where = descriptor === 1 ? 'output' : 'error';
  const why = cause instanceof Error ? cause.message : String(cause);
  return new UsageError(`cannot write to standard ${where}: ${why}`, { cause });
}
