import { createDraw } from '../../scenario/draw.ts';
import type { ScriptedScenario } from '../../scenario/scenario.ts';

const FIRST = { baseMs: 2500, jitterMs: 2000 };
const TOTAL = { baseMs: 9000, jitterMs: 4000 };

/** What is scripted in one run of a randomised design, in milliseconds after the run's start. */
export interface ScriptedTrial {
  readonly firstMs: number;
  readonly totalMs: number;
}

/** Trials whose `first` and `total` are drawn independently; the same for the same seed. */
export function drawTrials({
  seed,
  count,
}: {
  readonly seed: number;
  readonly count: number;
}): readonly ScriptedTrial[] {
  const draw = createDraw(seed);
  return Array.from({ length: count }, () => ({ firstMs: draw(FIRST), totalMs: draw(TOTAL) }));
}

/** One line when it is due, and silence until the end. */
export function trialScenario(firstMs: number, totalMs: number): ScriptedScenario {
  return {
    name: 'trial',
    about: 'One line when it is due, and silence until the end.',
    seed: 1,
    reader: 'direct',
    script: [
      { kind: 'wait', ms: firstMs },
      { kind: 'output', text: 'the first line\n' },
      { kind: 'wait', ms: totalMs - firstMs },
    ],
  };
}
