import { CRASHED, type Crash } from '../timeline/crash.ts';
import type { ScriptedScenario, StartStep, Utterance } from './scenario.ts';

/** What will be said in a run, and when. All times are milliseconds since the run's start. */
export interface Schedule {
  /** Everything that is said but the run's end, in order; `atMs` never decreases. */
  readonly emissions: readonly { readonly atMs: number; readonly output: Utterance }[];
  /** When the run ends: at its last wait, or at its error. `Infinity` if it hangs. */
  readonly endsAtMs: number;
  /** 0 after a success, otherwise the error's code; `CRASHED` when Stata died. */
  readonly returnCode: number;
  /** How Stata died, if it did. */
  readonly crash?: Crash;
}

/** Nobody presses a key in a script: the `--more--` stands there until its time is up. */
const MORE = '--more--';

/** Stata says that it has no licence, and ends. */
export const NO_LICENCE: Crash = { kind: 'status', status: 1, log: 'complete' };

/** The times of a scenario's steps: a pure function, without a clock and without chance. */
export function schedule({ script }: Pick<ScriptedScenario, 'script'>): Schedule {
  return scheduleOf(script);
}

/** The times of any steps, those of Stata's start among them. */
export function scheduleOf(steps: readonly StartStep[]): Schedule {
  const emissions: { atMs: number; output: Utterance }[] = [];
  let nowMs = 0;
  const say = (output: Utterance): void => {
    emissions.push({ atMs: nowMs, output });
  };
  const dies = (crash: Crash): Schedule => ({
    emissions,
    endsAtMs: nowMs,
    returnCode: CRASHED,
    crash,
  });
  for (const step of steps) {
    switch (step.kind) {
      case 'wait':
        nowMs += step.ms;
        break;
      case 'output':
        say(step);
        break;
      case 'more':
        say({ kind: 'output', text: MORE });
        nowMs += step.ms;
        say({ kind: 'output', text: '\n' });
        break;
      case 'error':
        say(step);
        return { emissions, endsAtMs: nowMs, returnCode: step.returnCode };
      case 'hang':
        return { emissions, endsAtMs: Number.POSITIVE_INFINITY, returnCode: 0 };
      case 'crash':
        return dies(step.crash);
      case 'licence':
        say({ kind: 'output', text: `${step.message}\n` });
        return dies(NO_LICENCE);
      default:
        step satisfies never;
    }
  }
  return { emissions, endsAtMs: nowMs, returnCode: 0 };
}
