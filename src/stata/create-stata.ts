import type { Clock } from '../clock/clock.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Emission } from '../timeline/emission.ts';
import { ScriptedStata } from './scripted-stata.ts';
import type { Stata } from './stata.ts';

/** Makes the Stata that a scenario tells of. */
export function createStata({
  scenario,
  ...options
}: {
  readonly scenario: Scenario;
  readonly clock: Clock;
  readonly record?: (emission: Emission) => void;
}): Stata {
  if ('script' in scenario) return new ScriptedStata({ ...options, scenario });
  throw new Error(`the scenario ${scenario.name} needs an interpreter, which is still to come`);
}
