import type { Clock } from '../../clock/clock.ts';
import { BREAK_CODE, BREAK_MESSAGE, StataError } from '../error/stata-error.ts';
import type { Logs } from '../log/logs.ts';
import type { Screen, Shown } from '../output/screen.ts';
import type { Effect, Reply, Work } from '../work/effect.ts';
import { giveWay, TimeSlice } from '../work/time-slice.ts';
import type { BreakKey } from './break-key.ts';

/**
 * How many statements take a millisecond of the clock. Fewer take no time at all: a short program prints at
 * exactly the instants that its sleeps add up to. An endless loop lets time pass, virtual time too, so it can
 * be broken.
 */
const STEPS_PER_MS = 1000;

/** How many statements run between two looks at the clock. */
const STEPS_PER_LOOK = 4;

/** Where lines come from that are typed while code runs. */
export interface Keyboard {
  /**
   * The next line without its newline; undefined at the end of input.
   *
   * @param prompt - what is to be shown before it
   * @param signal - is aborted by the Break key: reject with its reason
   */
  readLine(prompt: string, signal: AbortSignal): Promise<string | undefined>;
  /** The key that answers `--more--`; undefined continues. Default: nobody waits for a key. */
  more?(signal: AbortSignal): Promise<string | undefined>;
}

/** Carries out what running code asks for, and hands over what it says, in order. */
export class Driver {
  readonly #clock: Clock;
  readonly #timeSlice: TimeSlice;
  readonly #screen: Screen;
  readonly #logs: Logs;
  readonly #breakKey: BreakKey;
  readonly #keyboard: Keyboard | undefined;
  #steps = 0;

  constructor(options: {
    readonly clock: Clock;
    readonly screen: Screen;
    readonly logs: Logs;
    readonly breakKey: BreakKey;
    readonly keyboard?: Keyboard | undefined;
  }) {
    this.#clock = options.clock;
    this.#timeSlice = new TimeSlice();
    this.#screen = options.screen;
    this.#logs = options.logs;
    this.#breakKey = options.breakKey;
    this.#keyboard = options.keyboard;
  }

  /**
   * Yields everything that is shown while the work runs. If the listener stops, the work ends where it is.
   *
   * @param isBroken - whether the Break key counts as pressed for good
   * @throws what the work throws
   */
  async *drive(work: Work, isBroken: () => boolean): AsyncGenerator<Shown, void, void> {
    this.#timeSlice.begin();
    let reply: Reply;
    try {
      // A generator that has not started can't catch a Break.
      for (let hasBegun = false; ; hasBegun = true) {
        const isBreak = hasBegun && (this.#breakKey.isPressed || isBroken());
        this.#breakKey.release();
        // A log that could not be written is the fault of whatever runs: nothing is lost in silence.
        const fault = isBreak
          ? new StataError(BREAK_CODE, BREAK_MESSAGE)
          : hasBegun
            ? this.#logs.takeFault()
            : undefined;
        const next = fault === undefined ? work.next(reply) : work.throw(fault);
        if (this.#screen.hasShown) yield* this.#handOver();
        if (next.done) return;
        reply = next.value.kind === 'chunk' ? this.#timeSlice.endChunk() : undefined;
        if (isBroken() || this.#goesOn(next.value)) continue;
        this.#logs.flush();
        reply = (await this.#carryOut(next.value)) ?? reply;
      }
    } finally {
      work.return();
      this.#logs.flush();
      this.#screen.take();
    }
  }

  async #carryOut(effect: Effect): Promise<Reply> {
    switch (effect.kind) {
      case 'step':
        if (this.#steps >= STEPS_PER_MS) await this.#sleep(1);
        else await this.#giveWay();
        return undefined;
      case 'chunk':
        await this.#giveWay();
        return undefined;
      case 'sleep':
        await this.#sleep(effect.ms);
        return undefined;
      case 'hang':
        await this.#orBreak(aborted);
        return undefined;
      case 'line':
        return this.#orBreak((signal) => this.#keyboard?.readLine(effect.prompt, signal));
      case 'more':
        return this.#orBreak((signal) => this.#keyboard?.more?.(signal));
    }
  }

  /** Whether the time slice is not over yet, and no millisecond of the clock is due. */
  #goesOn({ kind }: Effect): boolean {
    if (kind === 'chunk') return !this.#timeSlice.isOver;
    if (kind !== 'step') return false;
    this.#steps += 1;
    if (this.#steps >= STEPS_PER_MS) return false;
    const isDueForALook = this.#steps % STEPS_PER_LOOK === 0;
    return !(isDueForALook && this.#timeSlice.isOver);
  }

  /** Gives what has been shown to the listener, and to the disk. */
  *#handOver(): Generator<Shown, void> {
    this.#logs.flush();
    yield* this.#screen.take();
  }

  async #sleep(ms: number): Promise<void> {
    if (ms > 0) this.#steps = 0;
    await this.#orBreak((signal) => this.#clock.sleep(ms, signal));
    this.#timeSlice.begin();
  }

  async #giveWay(): Promise<void> {
    await this.#orBreak((signal) => giveWay(this.#clock, signal));
    this.#timeSlice.begin();
  }

  /** Waits for something that the Break key may cut short. The caller looks at the key afterwards. */
  async #orBreak<T>(wait: (signal: AbortSignal) => Promise<T> | undefined): Promise<T | undefined> {
    const { signal } = this.#breakKey;
    try {
      return await wait(signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }
}

/** Not a long sleep, since virtual time would jump over it. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
