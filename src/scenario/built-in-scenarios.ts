import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadScenario } from './load-scenario.ts';
import type { ParseOptions } from './parse-scenario.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioFileError } from './scenario-file-error.ts';
import { guess, quote } from './wording.ts';

/** Beside `src/` in the repository, and beside `dist/` in the published package. */
const FOLDER = new URL('../../scenarios/', import.meta.url);
const EXTENSION = '.yaml';

/** A scenario that comes with this package. */
export interface BuiltInScenario {
  readonly name: string;
  /** The absolute path of its file. */
  readonly file: string;
}

/** The scenarios that come with this package, in the order of their names. */
export async function listScenarios(): Promise<readonly BuiltInScenario[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(EXTENSION)).sort();
  return files.map((file) => ({
    name: file.slice(0, -EXTENSION.length),
    file: fileURLToPath(new URL(file, FOLDER)),
  }));
}

/**
 * Loads a scenario: one that comes with this package, by its name, or any file, by its path. What has
 * a slash, a backslash or a dot in it is a path.
 *
 * @throws ScenarioFileError when there is none of that name (the message has those there are), or
 *   the file can't be read
 * @throws ScenarioError when what is in the file is wrong
 */
export async function findScenario(
  nameOrPath: string,
  options: ParseOptions = {},
): Promise<Scenario> {
  if (/[./\\]/.test(nameOrPath)) return loadScenario(nameOrPath, options);
  const scenarios = await listScenarios();
  const found = scenarios.find(({ name }) => name === nameOrPath);
  if (found !== undefined) return loadScenario(found.file, options);
  const names = scenarios.map(({ name }) => name);
  throw new ScenarioFileError(
    `no scenario ${quote(nameOrPath)}: choose from ${names.join(', ')}, ` +
      `or give a path (with a slash or a dot in it)${guess(nameOrPath, names)}`,
  );
}
