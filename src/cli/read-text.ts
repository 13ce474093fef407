import { readRegularFile } from '../scenario/read-regular-file.ts';
import { whyUnreadable } from '../scenario/why-unreadable.ts';
import { UsageError } from './usage-error.ts';

/** How long a file may be, in bytes: as much as a run may say. */
const BYTES_MAX = 64 * 1024 * 1024;

/** @throws UsageError when there is no such file, it is too long, or it is no text */
export function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readRegularFile(file, BYTES_MAX));
  } catch (cause) {
    throw new UsageError(`cannot read ${file}: ${whyUnreadable(cause)}`, { cause });
  }
}
