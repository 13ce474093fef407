import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../scenario/scenario.ts';
import { FrontError } from './front-error.ts';

/** What a front plays when nobody asks for anything. */
export const DEFAULT_SCENARIO = 'default';

const FILE = 'scenario.json';

/** Writes the default scenario down as it is after reading, so that fronts needn't read YAML. */
export async function layDownScenario(directory: string): Promise<void> {
  const { findScenario } = await import('../scenario/built-in-scenarios.ts');
  writeFileSync(join(directory, FILE), JSON.stringify(await findScenario(DEFAULT_SCENARIO)));
}

/** @throws FrontError when it isn't there */
export function readLaidDownScenario(directory: string): Scenario {
  try {
    return JSON.parse(readFileSync(join(directory, FILE), 'utf8'));
  } catch (cause) {
    throw new FrontError(`${directory} is no installation: run fake-stata install`, { cause });
  }
}
