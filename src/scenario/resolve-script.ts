import { createDraw, type Draw } from './draw.ts';
import type { Step } from './scenario.ts';
import type { WrittenStep } from './step-schema.ts';

/**
 * Writes a script out: repeats are unrolled, and every duration is drawn from the seed, anew in each
 * repetition. An error is the last step, wherever it stood.
 *
 * @param script - within the limits, since it is unrolled without looking at them
 */
export function resolveScript(script: readonly WrittenStep[], seed: number): readonly Step[] {
  const steps: Step[] = [];
  for (const step of unrolled(script, createDraw(seed))) {
    steps.push(step);
    if (step.kind === 'error') break;
  }
  return steps;
}

// Generators, so that an error deep inside ends all that would have followed.
function* unrolled(script: readonly WrittenStep[], draw: Draw): Generator<Step, void> {
  for (const step of script) {
    if ('print' in step) yield* step.print;
    else if ('write' in step) yield step.write;
    else if ('wait' in step) yield { kind: 'wait', ms: draw(step.wait) };
    else if ('error' in step) yield step.error;
    else yield* repeated(step, draw);
  }
}

function* repeated(
  step: Extract<WrittenStep, { readonly repeat: number }>,
  draw: Draw,
): Generator<Step, void> {
  for (let times = 0; times < step.repeat; times += 1) {
    let leftMs = step.every === undefined ? 0 : draw(step.every);
    for (const inner of unrolled(step.do, draw)) {
      if (inner.kind === 'wait') leftMs -= inner.ms;
      yield inner;
    }
    if (leftMs > 0) yield { kind: 'wait', ms: leftMs };
  }
}
