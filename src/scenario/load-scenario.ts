import { readFile, stat } from 'node:fs/promises';
import { FILE_BYTES_MAX } from './limits.ts';
import { type ParseOptions, parseScenario } from './parse-scenario.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioFileError } from './scenario-file-error.ts';
import { whyUnreadable } from './why-unreadable.ts';

/**
 * Reads a scenario file.
 *
 * @throws ScenarioFileError when there is no such file, or it can't be read as text
 * @throws ScenarioError when what is in it is wrong
 */
export async function loadScenario(file: string, options: ParseOptions = {}): Promise<Scenario> {
  return parseScenario(await readText(file), file, options);
}

async function readText(file: string): Promise<string> {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) throw new Error('it is not a file');
    // Asked before reading, so that a mistaken path doesn't bring a gigabyte into memory.
    if (stats.size > FILE_BYTES_MAX) throw new Error(`it has more than ${FILE_BYTES_MAX} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    throw new ScenarioFileError(`cannot read the scenario ${file}: ${whyUnreadable(cause)}`, {
      cause,
    });
  }
}
