import type { ScriptedScenario, Step } from '../../scenario/scenario.ts';

const wait = (ms: number): Step => ({ kind: 'wait', ms });
const print = (line: string): Step => ({ kind: 'output', text: `${line}\n` });

function scenarioOf(name: string, about: string, script: readonly Step[]): ScriptedScenario {
  return { name, about, seed: 1, reader: 'direct', script };
}

/** What the diagnosis expects: a line at 2 s and one at 8 s, and the end at 12 s. */
export const TWO_EIGHT_TWELVE = scenarioOf(
  'two-eight-twelve',
  'A line at 2 s, a line at 8 s, and the end at 12 s.',
  [wait(2000), print('iteration 1'), wait(6000), print('iteration 2'), wait(4000)],
);

/** The diagnosis's own do-file: five lines in 10 s. */
export const TEN_SECONDS: ScriptedScenario = {
  ...scenarioOf('ten-seconds', 'A line every two seconds, and the end at 10 s.', [
    ...[1, 2, 3, 4, 5].flatMap((n) => [print(`Iteration ${n}`), wait(2000)]),
  ]),
  reader: 'polled',
};

/** The same times as two-eight-twelve, and lines as long as a table. */
export const LONG_LINES = scenarioOf('long-lines', 'Two lines of 8 KiB.', [
  wait(2000),
  print(`iteration 1 ${'·'.repeat(4096)}`),
  wait(6000),
  print(`iteration 2 ${'·'.repeat(4096)}`),
  wait(4000),
]);

/** Forty seconds of silence, then a line. */
export const LONG_SILENCE = scenarioOf('long-silence', 'Forty seconds of silence, then a line.', [
  wait(40_000),
  print('converged'),
  wait(2000),
]);

/** A line in the moment that the run ends. */
export const AT_THE_END = scenarioOf('at-the-end', 'One line, in the moment that the run ends.', [
  wait(6000),
  print('done'),
]);
