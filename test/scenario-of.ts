import type { ReaderName, Scenario, ScriptedScenario, Step } from '../src/scenario/scenario.ts';

/** A scenario with nothing in it but its script. */
export function scenarioOf(
  script: readonly Step[],
  reader: ReaderName = 'direct',
): ScriptedScenario {
  return { name: 'test', about: 'A test.', seed: 1, reader, script };
}

/** A step that prints one line. */
export function print(line: string): Step {
  return { kind: 'output', text: `${line}\n` };
}

export function wait(ms: number): Step {
  return { kind: 'wait', ms };
}

export function error(returnCode: number, message: string): Step {
  return { kind: 'error', returnCode, message };
}

/** A scenario that has a script, or else it isn't what the test needs. */
export function scripted(scenario: Scenario): ScriptedScenario {
  if ('script' in scenario) return scenario;
  throw new Error(`the scenario ${scenario.name} has no script`);
}
