import type { Clock } from '../../clock/clock.ts';
import type { ScriptedScenario } from '../../scenario/scenario.ts';
import { type Schedule, schedule, scheduleOf } from '../../scenario/schedule.ts';
import type { Emission, StataOutput } from '../../timeline/emission.ts';
import type { Stata } from './stata.ts';

/** What Stata says when the Break key is pressed. */
const BREAK: StataOutput = { kind: 'error', returnCode: 1, message: '--Break--' };

/**
 * A Stata that plays a scenario's script, whatever code it is given. Its first run, and the first
 * one after it died, begins with what happens when Stata is started.
 *
 * Each emission is due at a fixed distance from the run's start, so that a late timer or a slow
 * listener delays what it touches and not everything after it.
 */
export class ScriptedStata implements Stata {
  readonly #start: Schedule;
  readonly #script: Schedule;
  #isStarted = false;
  readonly #clock: Clock;
  readonly #record: (emission: Emission) => void;

  /** @param options.record - is told of everything said, at the moment that it is said */
  constructor(options: {
    readonly scenario: ScriptedScenario;
    readonly clock: Clock;
    readonly record?: (emission: Emission) => void;
  }) {
    this.#start = scheduleOf(options.scenario.start ?? []);
    this.#script = schedule(options.scenario);
    this.#clock = options.clock;
    this.#record = options.record ?? (() => {});
  }

  async *run(
    code: string,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<StataOutput, void, void> {
    this.#record({ kind: 'started', code, atMs: this.#clock.now() });
    if (!this.#isStarted) {
      if ((yield* this.#play(this.#start, signal)) === 'broken') return yield* this.#break();
      if (this.#start.crash !== undefined) return yield this.#say(endOf(this.#start));
      this.#isStarted = true;
    }
    if ((yield* this.#play(this.#script, signal)) === 'broken') return yield* this.#break();
    if (this.#script.crash !== undefined) this.#isStarted = false;
    yield this.#say(endOf(this.#script));
  }

  async *#play(
    { emissions, endsAtMs }: Schedule,
    signal: AbortSignal,
  ): AsyncGenerator<StataOutput, 'over' | 'broken', void> {
    const startedAtMs = this.#clock.now();
    for (const { atMs, output } of emissions) {
      if (!(await this.#reaches(startedAtMs + atMs, signal))) return 'broken';
      yield this.#say(output);
    }
    return (await this.#reaches(startedAtMs + endsAtMs, signal)) ? 'over' : 'broken';
  }

  /** Waits for an instant; false when the Break key came first. */
  async #reaches(dueMs: number, signal: AbortSignal): Promise<boolean> {
    const leftMs = dueMs - this.#clock.now();
    if (leftMs <= 0 || signal.aborted) return !signal.aborted;
    try {
      if (leftMs === Number.POSITIVE_INFINITY) await aborted(signal);
      else await this.#clock.sleep(leftMs, signal);
      return !signal.aborted;
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

function endOf({ returnCode, crash }: Schedule): StataOutput {
  return crash === undefined ? { kind: 'ended', returnCode } : { kind: 'ended', returnCode, crash };
}

/** A long sleep won't do: virtual time would jump over it. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
