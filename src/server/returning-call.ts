import { nextLookAfter } from './next-look.ts';
import { outcomeOf } from './outcome-of.ts';
import { RunLog } from './run-log.ts';
import type { StataCall } from './stata-call.ts';
import type { StataOutcome } from './stata-outcome.ts';

/** How stata-mcp learns that Stata has ended. */
export interface CallCadence {
  /** How often it asks, in milliseconds; 0 when it is told at once. */
  readonly callLooksEveryMs: number;
  /** How long it takes to start a new Stata, when the old one was killed for its slowness. */
  readonly recoveryMs: number;
}

/** Given as a reason, since making the default one, an error with a stack, takes its time. */
const OVER = 'the run is over';

/**
 * Stata at work behind a call that returns only when it is over. The run goes on whether anybody
 * waits for it or not, and when the call returns is known as soon as the run has ended.
 */
export class ReturningCall {
  readonly log: RunLog;
  readonly #call: StataCall;
  readonly #cadence: CallCadence;
  readonly #startedAtMs: number;

  constructor(call: StataCall, cadence: CallCadence) {
    this.#call = call;
    this.#cadence = cadence;
    this.#startedAtMs = call.clock.now();
    this.log = new RunLog(call);
  }

  /** When the call returns, in milliseconds since it began; infinite while nobody can know. */
  get returnsAtMs(): number {
    const { callLooksEveryMs, recoveryMs } = this.#cadence;
    const overAtMs = this.log.endedAtMs + (this.#call.isTimedOut() ? recoveryMs : 0);
    if (callLooksEveryMs === 0) return overAtMs;
    return nextLookAfter(overAtMs, callLooksEveryMs);
  }

  /** @throws what went wrong in Stata itself */
  outcome(): StataOutcome {
    return outcomeOf(this.#call, () => this.log.result(), this.returnsAtMs);
  }

  /** Sleeps until an instant of this call. */
  async sleepUntil(instantMs: number, signal: AbortSignal = this.#call.signal): Promise<void> {
    const { clock } = this.#call;
    await clock.sleep(this.#startedAtMs + instantMs - clock.now(), signal);
  }

  /** Waits until the call returns, but not beyond an instant; says whether it did. */
  async returnsBefore(instantMs: number): Promise<boolean> {
    const over = new AbortController();
    void this.log.complete.then(() => over.abort(OVER));
    await this.sleepUntil(instantMs, over.signal).catch(() => {});
    const isBefore = this.returnsAtMs < instantMs;
    await this.sleepUntil(isBefore ? this.returnsAtMs : instantMs);
    return isBefore;
  }

  /** Waits until the call returns. */
  async returned(): Promise<StataOutcome> {
    await this.log.complete;
    await this.sleepUntil(this.returnsAtMs);
    return this.outcome();
  }
}
