import type { Scenario } from '../../scenario/scenario.ts';
import { answerFrom } from './answer-from.ts';
import { InterpretedStata, type InterpretedStataOptions } from './interpreted-stata.ts';
import { ScriptedStata } from './scripted-stata.ts';
import type { Stata } from './stata.ts';

export interface CreateStataOptions extends Omit<InterpretedStataOptions, 'answer' | 'start'> {
  readonly scenario: Scenario;
}

/**
 * Makes the Stata that a scenario tells of: one that plays its script, whatever code it is given;
 * without a script, one that runs the code, but for the commands that the scenario answers.
 */
export function createStata({ scenario, ...options }: CreateStataOptions): Stata {
  if ('script' in scenario) return new ScriptedStata({ ...options, scenario });
  const { start = [], commands } = scenario;
  return new InterpretedStata({ ...options, start, answer: answerFrom(commands) });
}
