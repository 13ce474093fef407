import type { Clock } from '../../clock/clock.ts';
import { type Reply, SLOW, type Work } from './effect.ts';

/** How long work may keep the event loop from its other work, in milliseconds of the machine. */
const TURN_MS = 20;

/** A part that takes longer than this is too large, in milliseconds of the machine. */
const PART_MS = 5;

/** How long work has kept the event loop from its other work; in virtual time, no time at all. */
export class Turn {
  readonly #clock: Clock;
  /** Others wait in the machine's time, however slow the clock is. */
  readonly #speed: number;
  #startedAtMs = 0;
  #partStartedAtMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#speed = clock.speed ?? 1;
    this.begin();
  }

  begin(): void {
    this.#startedAtMs = this.#clock.now();
    this.#partStartedAtMs = this.#startedAtMs;
  }

  /** Whether it is time to let others have theirs. */
  get isOver(): boolean {
    return this.#clock.now() - this.#startedAtMs > TURN_MS * this.#speed;
  }

  /** What a part is answered that ends now. */
  endPart(): Reply {
    const startedAtMs = this.#partStartedAtMs;
    this.#partStartedAtMs = this.#clock.now();
    return this.#partStartedAtMs - startedAtMs > PART_MS * this.#speed ? SLOW : undefined;
  }
}

/**
 * What work comes to that nobody sees and that asks for nothing: others have their turn meanwhile.
 *
 * @throws what the work throws
 */
export async function inTurns<Result>(work: Work<Result>, clock: Clock): Promise<Result> {
  const turn = new Turn(clock);
  for (let next = work.next(); ; next = work.next(turn.endPart())) {
    if (next.done) return next.value;
    if (!turn.isOver) continue;
    await clock.sleep(0);
    turn.begin();
  }
}
