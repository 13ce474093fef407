import { writeFile } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/**
 * Writes a file that a command was told to write.
 *
 * @throws UsageError when it can't be written
 */
export async function writeOutput(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot write ${file}: ${why}`, { cause });
  }
}
