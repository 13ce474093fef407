import type { WrittenAnswer } from './answers-schema.ts';
import { createDraw, type Draw } from './draw.ts';
import { resolveSteps } from './resolve-steps.ts';
import type { AnswerStep, CommandAnswer, Scenario, StartStep, Step } from './scenario.ts';
import type { WrittenStep } from './step-schema.ts';

/** What is to be written out, within the limits and with each step where it is allowed. */
interface Written {
  readonly start: readonly WrittenStep[] | undefined;
  readonly script: readonly WrittenStep[] | undefined;
  readonly commands: readonly WrittenAnswer[];
}

/** A scenario but for its head. */
type Resolved = Scenario extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'name' | 'about' | 'seed' | 'reader'>
    : never
  : never;

/**
 * Writes a scenario's steps out. All is drawn from one seed, in the order script, answers, start: so
 * a slow start changes nothing of what comes after it.
 */
export function resolveScenario({ start, script, commands }: Written, seed: number): Resolved {
  const draw = createDraw(seed);
  const run = script
    ? { script: resolveSteps(script, draw).filter(isStep) }
    : { commands: commands.map((answer) => resolveAnswer(answer, draw)) };
  if (start === undefined) return run;
  return { ...run, start: resolveSteps(start, draw).filter(isStartStep) };
}

function resolveAnswer(written: WrittenAnswer, draw: Draw): CommandAnswer {
  const { when, times, do: steps = [] } = written;
  return {
    when,
    ...(written.written === undefined ? {} : { written: written.written }),
    ...(times === undefined ? {} : { times }),
    steps: resolveSteps(steps, draw).filter(isAnswerStep),
  };
}

const ONLY_IN_ANSWERS: readonly string[] = ['returns', 'graph', 'interpret', 'interpret-unseen'];

function isStep(step: AnswerStep | StartStep): step is Step {
  return isStartStep(step) && step.kind !== 'licence';
}

function isStartStep(step: AnswerStep | StartStep): step is StartStep {
  return !ONLY_IN_ANSWERS.includes(step.kind);
}

function isAnswerStep(step: AnswerStep | StartStep): step is AnswerStep {
  return step.kind !== 'licence';
}
