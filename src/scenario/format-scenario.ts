import { stringify } from 'yaml';
import type { Scenario, Step } from './scenario.ts';

/**
 * A scenario as the text of a scenario file, which gives the same scenario when it is parsed. So a
 * counterexample that a test has found can be kept. An output without any text can't be written.
 */
export function formatScenario(scenario: Scenario): string {
  return stringify({ ...scenario, script: scenario.script.map(writtenStep) });
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
