import type { Scenario, Utterance } from './scenario.ts';

/** What will be said in a run, and when. All times are milliseconds since the run's start. */
export interface Schedule {
  /** Everything that is said but the run's end, in order; `atMs` never decreases. */
  readonly emissions: readonly { readonly atMs: number; readonly output: Utterance }[];
  /** When the run ends: at its last wait, or at its error. */
  readonly endsAtMs: number;
  /** 0 after a success, otherwise the error's code. */
  readonly returnCode: number;
}

/** The times of a scenario's steps: a pure function, without a clock and without chance. */
export function schedule(scenario: Scenario): Schedule {
  const emissions: { atMs: number; output: Utterance }[] = [];
  let nowMs = 0;
  for (const step of scenario.script) {
    switch (step.kind) {
      case 'wait':
        nowMs += step.ms;
        break;
      case 'output':
        emissions.push({ atMs: nowMs, output: step });
        break;
      case 'error':
        emissions.push({ atMs: nowMs, output: step });
        return { emissions, endsAtMs: nowMs, returnCode: step.returnCode };
      default:
        step satisfies never;
    }
  }
  return { emissions, endsAtMs: nowMs, returnCode: 0 };
}
