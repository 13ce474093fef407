import { stringify } from 'yaml';
import type { Crash } from '../timeline/crash.ts';
import type { AnswerStep, CommandAnswer, Scenario, StartStep } from './scenario.ts';

/**
 * A scenario as the text of a scenario file, which gives the same scenario when it is parsed. So a
 * counterexample that a test has found can be kept. Files have no empty scripts and empty outputs.
 */
export function formatScenario(scenario: Scenario): string {
  // In quotes rather than in a block, since the library doesn't write all white space right in one.
  const options = { blockQuote: false };
  const { start, ...rest } = scenario;
  const run =
    'script' in rest
      ? { ...rest, script: rest.script.map(writtenStep) }
      : { ...rest, commands: rest.commands.map(writtenAnswer) };
  return stringify(start ? { ...run, start: start.map(writtenStep) } : run, options);
}

function writtenAnswer({ steps, ...answer }: CommandAnswer): object {
  return steps.length === 0 ? answer : { ...answer, do: steps.map(writtenStep) };
}

function writtenStep(step: AnswerStep | StartStep): object | string {
  switch (step.kind) {
    case 'wait':
      return { wait: `${step.ms}ms` };
    case 'more':
      return { more: `${step.ms}ms` };
    case 'output':
      if (step.hex !== undefined) return { bytes: step.hex };
      return isLine(step.text) ? { print: step.text.slice(0, -1) } : { write: step.text };
    case 'error':
      return { error: { code: step.returnCode, message: step.message } };
    case 'hang':
      return 'hang';
    case 'crash':
      return { crash: writtenCrash(step.crash) };
    case 'licence':
      return { licence: step.message };
    case 'returns':
      return { returns: step.values };
    case 'graph':
      return { graph: step.name };
    case 'interpret-unseen':
      return 'interpret-unseen';
    case 'interpret':
      if (step.chunks === undefined) return 'interpret';
      return {
        chunks: step.chunks.bytes,
        every: `${step.chunks.everyMs}ms`,
        do: ['interpret'],
      };
  }
}

function writtenCrash({ kind: _kind, ...crash }: Crash): object {
  return crash;
}

function isLine(text: string): boolean {
  return text.endsWith('\n') && text.indexOf('\n') === text.length - 1;
}
