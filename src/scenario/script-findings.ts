import { type Extent, extentOf, followedBy, NOTHING } from './extent.ts';
import type { Path, ScenarioFinding } from './finding.ts';
import { REPEAT_DEPTH_MAX, RUN_BYTES_MAX, RUN_DAYS_MAX, RUN_MS_MAX, STEPS_MAX } from './limits.ts';
import { LAST_STEPS } from './step-keys.ts';
import { stepName, type WrittenStep } from './step-schema.ts';

type Steps = readonly WrittenStep[];

interface Limit {
  readonly isPassedBy: (extent: Extent) => boolean;
  readonly message: string;
  /** Whether it is the limit of all answers together, too, since all are written out at once. */
  readonly isForAll: boolean;
}

const LIMITS: readonly Limit[] = [
  {
    isPassedBy: ({ utterances }) => utterances > STEPS_MAX,
    message: `too much is said by here: at most ${STEPS_MAX} prints, writes and errors are allowed`,
    isForAll: true,
  },
  {
    isPassedBy: ({ bytes }) => bytes > RUN_BYTES_MAX,
    message: `too much text by here: at most ${RUN_BYTES_MAX} bytes are allowed`,
    isForAll: true,
  },
  {
    isPassedBy: ({ waits }) => waits > STEPS_MAX,
    message: `too many waits by here: at most ${STEPS_MAX} are allowed`,
    isForAll: true,
  },
  {
    isPassedBy: ({ longestMs }) => longestMs > RUN_MS_MAX,
    message: `too long by here: a run of at most ${RUN_DAYS_MAX} days is allowed`,
    isForAll: false,
  },
];

/** The lists of steps that a scenario may have. */
export type StepList = 'start' | 'script' | 'answer';

/** Steps that have a place of their own, and what messages call it. */
const PLACES: Readonly<Record<string, readonly [list: readonly StepList[], only: string]>> = {
  licence: [['start'], 'in start'],
  error: [['script', 'answer'], 'in a script or an answer'],
  more: [['script', 'answer'], 'in a script or an answer'],
  break: [['script', 'answer'], 'in a script or an answer'],
  returns: [['answer'], 'in an answer to a command'],
  graph: [['answer'], 'in an answer to a command'],
  interpret: [['answer'], 'in an answer to a command'],
  'interpret-unseen': [['answer'], 'in an answer to a command'],
};

/** What is wrong with a list of steps each of which is right by itself. */
export function scriptFindings(
  list: StepList,
  script: Steps,
  path: Path,
): readonly ScenarioFinding[] {
  return [
    ...misplacedSteps(list, script, path),
    ...unreachableSteps(script, path),
    ...tooDeepSteps(script, path, 1),
    ...LIMITS.flatMap((limit) => passing(limit, script, path)),
  ];
}

/** What is too much in answers that are not too much each by itself. */
export function answersFindings(
  answers: readonly { readonly do?: Steps | undefined }[],
  path: Path,
): readonly ScenarioFinding[] {
  const sizes = answers.map(({ do: steps = [] }) =>
    steps.map(extentOf).reduce(followedBy, NOTHING),
  );
  return LIMITS.flatMap(({ isPassedBy, message, isForAll }) => {
    if (!isForAll) return [];
    let sum = NOTHING;
    const index = sizes.findIndex((size) => {
      sum = { ...followedBy(sum, size), endsRun: false };
      return isPassedBy(sum) && !isPassedBy(size);
    });
    return index === -1 ? [] : [{ path: [...path, index], at: 'value', message }];
  });
}

function misplacedSteps(list: StepList, steps: Steps, path: Path): readonly ScenarioFinding[] {
  return steps.flatMap((step, index) => {
    const here = [...path, index];
    const name = stepName(step);
    const [lists, only] = PLACES[name] ?? [[list]];
    if (!lists.includes(list)) {
      return [{ path: here, at: 'value', message: `${name} is allowed only ${only}` }];
    }
    return misplacedSteps(list, stepsIn(step), [...here, 'do']);
  });
}

function unreachableSteps(steps: Steps, path: Path): readonly ScenarioFinding[] {
  const inside = steps.flatMap((step, index) =>
    unreachableSteps(stepsIn(step), [...path, index, 'do']),
  );
  const lastIndex = steps.findIndex((step) => LAST_STEPS.includes(stepName(step)));
  const last = steps[lastIndex];
  if (last === undefined || lastIndex === steps.length - 1) return inside;
  const message = `never reached: the ${stepName(last)} before it ends the run, so nothing is allowed here`;
  return [...inside, { path: [...path, lastIndex + 1], at: 'value', message }];
}

function tooDeepSteps(steps: Steps, path: Path, depth: number): readonly ScenarioFinding[] {
  return steps.flatMap((step, index) => {
    const inside = stepsIn(step);
    if (inside.length === 0) return [];
    const here = [...path, index];
    if (depth <= REPEAT_DEPTH_MAX) return tooDeepSteps(inside, [...here, 'do'], depth + 1);
    const message = `at most ${REPEAT_DEPTH_MAX} repeats are allowed inside each other`;
    return [{ path: here, at: 'value', message }];
  });
}

/** The step at which a list passes a limit: the innermost one that is too much all by itself. */
function passing(limit: Limit, steps: Steps, path: Path): readonly ScenarioFinding[] {
  let soFar = NOTHING;
  for (const [index, step] of steps.entries()) {
    soFar = followedBy(soFar, extentOf(step));
    if (!limit.isPassedBy(soFar)) continue;
    const here = [...path, index];
    const inside = passing(limit, stepsIn(step), [...here, 'do']);
    return inside.length > 0 ? inside : [{ path: here, at: 'value', message: limit.message }];
  }
  return [];
}

function stepsIn(step: WrittenStep): Steps {
  return typeof step !== 'string' && 'do' in step ? step.do : [];
}
