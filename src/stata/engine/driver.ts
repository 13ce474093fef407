import type { Clock } from '../../clock/clock.ts';
import { BREAK_CODE, BREAK_MESSAGE, StataError } from '../error/stata-error.ts';
import type { Logs } from '../log/logs.ts';
import type { Screen, Shown } from '../output/screen.ts';
import type { Effect, Reply, Work } from '../work/effect.ts';
import { giveWay, Turn } from '../work/turn.ts';
import type { BreakKey } from './break-key.ts';

/**
 * How many statements take a millisecond of the clock. Nothing less takes any time, so that short
 * programs say what they say at exactly the instants that their sleeps add up to; and a program that
 * loops for ever passes the time, virtual time too, and can be broken.
 */
const STEPS_PER_MS = 1000;

/** How many statements are run before anybody looks at the clock. */
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
  /** The key that answers `--more--`; undefined goes on. Default: nobody waits. */
  more?(signal: AbortSignal): Promise<string | undefined>;
}

/** Carries out what running code asks for, and hands over what it says, in order. */
export class Driver {
  readonly #clock: Clock;
  readonly #turn: Turn;
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
    this.#turn = new Turn();
    this.#screen = options.screen;
    this.#logs = options.logs;
    this.#breakKey = options.breakKey;
    this.#keyboard = options.keyboard;
  }

  /**
   * Yields all that is shown while the work goes on. A listener that goes ends the work where it is.
   *
   * @param isBroken - whether the Break key counts as pressed for good
   * @throws what the work throws
   */
  async *drive(work: Work, isBroken: () => boolean): AsyncGenerator<Shown, void, void> {
    this.#turn.begin();
    let reply: Reply;
    try {
      // What has not begun has nobody yet who would catch a Break.
      for (let hasBegun = false; ; hasBegun = true) {
        const isBreak = hasBegun && (this.#breakKey.isPressed || isBroken());
        this.#breakKey.release();
        const next = isBreak
          ? work.throw(new StataError(BREAK_CODE, BREAK_MESSAGE))
          : work.next(reply);
        if (this.#screen.hasShown) yield* this.#handOver();
        if (next.done) return;
        reply = next.value.kind === 'part' ? this.#turn.endPart() : undefined;
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
      case 'part':
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

  /** Whether it is not time yet to let others have their turn, or the clock a millisecond. */
  #goesOn({ kind }: Effect): boolean {
    if (kind === 'part') return !this.#turn.isOver;
    if (kind !== 'step') return false;
    this.#steps += 1;
    if (this.#steps >= STEPS_PER_MS) return false;
    const isDueForALook = this.#steps % STEPS_PER_LOOK === 0;
    return !(isDueForALook && this.#turn.isOver);
  }

  /** Gives what has been shown to the listener, and to the disk. */
  *#handOver(): Generator<Shown, void> {
    this.#logs.flush();
    yield* this.#screen.take();
  }

  async #sleep(ms: number): Promise<void> {
    if (ms > 0) this.#steps = 0;
    await this.#orBreak((signal) => this.#clock.sleep(ms, signal));
    this.#turn.begin();
  }

  async #giveWay(): Promise<void> {
    await this.#orBreak((signal) => giveWay(this.#clock, signal));
    this.#turn.begin();
  }

  /** Waits for what may be cut short by the Break key, which is looked at afterwards. */
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
