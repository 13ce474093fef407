import { FILE_BYTES_MAX } from './limits.ts';
import { type ParseOptions, parseScenario } from './parse-scenario.ts';
import { readRegularFile } from './read-regular-file.ts';
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
  return parseScenario(readText(file), file, options);
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readRegularFile(file, FILE_BYTES_MAX));
  } catch (cause) {
    throw new ScenarioFileError(`cannot read the scenario ${file}: ${whyUnreadable(cause)}`, {
      cause,
    });
  }
}
