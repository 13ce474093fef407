import { readFile } from 'node:fs/promises';
import { whyUnreadable } from '../scenario/why-unreadable.ts';
import { UsageError } from './usage-error.ts';

/** @throws UsageError when there is no such file, or it is no text */
export async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    throw new UsageError(`cannot read ${file}: ${whyUnreadable(cause)}`, { cause });
  }
}
