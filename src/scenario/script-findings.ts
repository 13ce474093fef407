import { type Extent, extentOf, followedBy, NOTHING } from './extent.ts';
import type { Finding, Path } from './finding.ts';
import { REPEAT_DEPTH_MAX, RUN_DAYS_MAX, RUN_MS_MAX, STEPS_MAX } from './limits.ts';
import type { WrittenStep } from './step-schema.ts';

type Steps = readonly WrittenStep[];

interface Limit {
  readonly isPassedBy: (extent: Extent) => boolean;
  readonly message: string;
}

const LIMITS: readonly Limit[] = [
  {
    isPassedBy: ({ utterances }) => utterances > STEPS_MAX,
    message: `too much is said by here: at most ${STEPS_MAX} prints, writes and errors are allowed`,
  },
  {
    isPassedBy: ({ waits }) => waits > STEPS_MAX,
    message: `too many waits by here: at most ${STEPS_MAX} are allowed`,
  },
  {
    isPassedBy: ({ longestMs }) => longestMs > RUN_MS_MAX,
    message: `too long by here: a run of at most ${RUN_DAYS_MAX} days is allowed`,
  },
];

/** What is wrong with a script each of whose steps is right by itself. */
export function scriptFindings(script: Steps, path: Path): readonly Finding[] {
  return [
    ...unreachableSteps(script, path),
    ...tooDeepRepeats(script, path, 1),
    ...LIMITS.flatMap((limit) => passing(limit, script, path)),
  ];
}

function unreachableSteps(steps: Steps, path: Path): readonly Finding[] {
  const inside = steps.flatMap((step, index) =>
    'repeat' in step ? unreachableSteps(step.do, [...path, index, 'do']) : [],
  );
  const errorIndex = steps.findIndex((step) => 'error' in step);
  if (errorIndex === -1 || errorIndex === steps.length - 1) return inside;
  const message = 'never reached: the error before it ends the run, so nothing is allowed here';
  return [...inside, { path: [...path, errorIndex + 1], at: 'value', message }];
}

function tooDeepRepeats(steps: Steps, path: Path, depth: number): readonly Finding[] {
  return steps.flatMap((step, index) => {
    if (!('repeat' in step)) return [];
    const here = [...path, index];
    if (depth <= REPEAT_DEPTH_MAX) return tooDeepRepeats(step.do, [...here, 'do'], depth + 1);
    const message = `at most ${REPEAT_DEPTH_MAX} repeats are allowed inside each other`;
    return [{ path: here, at: 'value', message }];
  });
}

/** The step at which a list passes a limit: the innermost one that is too much all by itself. */
function passing(limit: Limit, steps: Steps, path: Path): readonly Finding[] {
  let soFar = NOTHING;
  for (const [index, step] of steps.entries()) {
    soFar = followedBy(soFar, extentOf(step));
    if (!limit.isPassedBy(soFar)) continue;
    const here = [...path, index];
    const inside = 'repeat' in step ? passing(limit, step.do, [...here, 'do']) : [];
    return inside.length > 0 ? inside : [{ path: here, at: 'value', message: limit.message }];
  }
  return [];
}
