import { stringify } from 'yaml';
import type { Scenario, Step } from './scenario.ts';

/**
 * A scenario as the text of a scenario file, which gives the same scenario when it is parsed. So a
 * counterexample that a test has found can be kept. Files have no empty scripts and empty outputs.
 */
export function formatScenario(scenario: Scenario): string {
  // In quotes rather than in a block, since the library doesn't write all white space right in one.
  const options = { blockQuote: false };
  return stringify({ ...scenario, script: scenario.script.map(writtenStep) }, options);
}

function writtenStep(step: Step): object {
  switch (step.kind) {
    case 'wait':
      return { wait: `${step.ms}ms` };
    case 'output':
      return isLine(step.text) ? { print: step.text.slice(0, -1) } : { write: step.text };
    case 'error':
      return { error: { code: step.returnCode, message: step.message } };
  }
}

function isLine(text: string): boolean {
  return text.endsWith('\n') && text.indexOf('\n') === text.length - 1;
}
