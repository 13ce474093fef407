import type { Clock } from '../../clock/clock.ts';
import { RealClock } from '../../clock/real-clock.ts';
import { type Reply, SLOW, type Work } from './effect.ts';

/** How long work may keep the event loop from its other work, in milliseconds of the machine. */
const TURN_MS = 20;

/** A part that takes longer than this is too large, in milliseconds of the machine. */
const PART_MS = 5;

/** Whoever waits for their turn waits in the machine's time, also while virtual time stands still. */
const MACHINE = new RealClock();

/** How long work has kept the event loop from its other work. */
export class Turn {
  #startedAtMs = MACHINE.now();
  #partStartedAtMs = this.#startedAtMs;

  begin(): void {
    this.#startedAtMs = MACHINE.now();
    this.#partStartedAtMs = this.#startedAtMs;
  }

  /** Whether it is time to let others have theirs. */
  get isOver(): boolean {
    return MACHINE.now() - this.#startedAtMs > TURN_MS;
  }

  /** What a part is answered that ends now. */
  endPart(): Reply {
    const startedAtMs = this.#partStartedAtMs;
    this.#partStartedAtMs = MACHINE.now();
    return this.#partStartedAtMs - startedAtMs > PART_MS ? SLOW : undefined;
  }
}

/** Lets others have their turn. @throws the signal's reason, where the clock sleeps meanwhile */
export async function giveWay(clock: Clock, signal?: AbortSignal): Promise<void> {
  await (clock.giveWay?.() ?? clock.sleep(0, signal));
}

/**
 * What work comes to that nobody sees and that asks for nothing: others have their turn meanwhile.
 *
 * @throws what the work throws
 */
export async function inTurns<Result>(work: Work<Result>, clock: Clock): Promise<Result> {
  const turn = new Turn();
  for (let next = work.next(); ; next = work.next(turn.endPart())) {
    if (next.done) return next.value;
    if (!turn.isOver) continue;
    await giveWay(clock);
    turn.begin();
  }
}
