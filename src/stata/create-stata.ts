import type { Scenario } from '../scenario/scenario.ts';
import { InterpretedStata, type InterpretedStataOptions } from './interpreted-stata.ts';
import { ScriptedStata } from './scripted-stata.ts';
import type { Stata } from './stata.ts';

export interface CreateStataOptions extends InterpretedStataOptions {
  readonly scenario: Scenario;
}

/**
 * Makes the Stata that a scenario tells of: one that plays its script, whatever code it is given;
 * without a script, one that runs the code.
 */
export function createStata({ scenario, ...options }: CreateStataOptions): Stata {
  if ('script' in scenario) return new ScriptedStata({ ...options, scenario });
  return new InterpretedStata(options);
}
