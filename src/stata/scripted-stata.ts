import type { Clock } from '../clock/clock.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Schedule, schedule } from '../scenario/schedule.ts';
import type { Emission, StataOutput } from '../timeline/emission.ts';
import type { Stata } from './stata.ts';

/** What Stata says when the Break key is pressed. */
const BREAK: StataOutput = { kind: 'error', returnCode: 1, message: '--Break--' };

/**
 * A Stata that plays a scenario's script, whatever code it is given.
 *
 * Each emission is due at a fixed distance from the run's start, so that a late timer or a slow
 * listener delays what it touches and not everything after it.
 */
export class ScriptedStata implements Stata {
  readonly #schedule: Schedule;
  readonly #clock: Clock;
  readonly #record: (emission: Emission) => void;

  /** @param options.record - is told of everything said, at the moment that it is said */
  constructor(options: {
    readonly scenario: Scenario;
    readonly clock: Clock;
    readonly record?: (emission: Emission) => void;
  }) {
    this.#schedule = schedule(options.scenario);
    this.#clock = options.clock;
    this.#record = options.record ?? (() => {});
  }

  async *run(
    code: string,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<StataOutput, void, void> {
    const startedAtMs = this.#clock.now();
    this.#record({ kind: 'started', code, atMs: startedAtMs });
    for (const { atMs, output } of this.#schedule.emissions) {
      if (!(await this.#reaches(startedAtMs + atMs, signal))) return yield* this.#break();
      yield this.#say(output);
    }
    const { endsAtMs, returnCode } = this.#schedule;
    if (!(await this.#reaches(startedAtMs + endsAtMs, signal))) return yield* this.#break();
    yield this.#say({ kind: 'ended', returnCode });
  }

  /** Waits for an instant; false when the Break key came first. */
  async #reaches(dueMs: number, signal: AbortSignal): Promise<boolean> {
    const leftMs = dueMs - this.#clock.now();
    if (leftMs <= 0 || signal.aborted) return !signal.aborted;
    try {
      await this.#clock.sleep(leftMs, signal);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    }
  }

  *#break(): Generator<StataOutput, void, void> {
    yield this.#say(BREAK);
    yield this.#say({ kind: 'ended', returnCode: 1 });
  }

  #say(output: StataOutput): StataOutput {
    this.#record({ ...output, atMs: this.#clock.now() });
    return output;
  }
}
