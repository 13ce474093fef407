import type { Clock } from '../../clock/clock.ts';
import { RealClock } from '../../clock/real-clock.ts';
import { type Reply, SLOW, type Work } from './effect.ts';

/** How long work may block the event loop, in milliseconds of the machine. */
const SLICE_MS = 20;

/** A chunk that takes longer than this is too large, in milliseconds of the machine. */
const CHUNK_MS = 5;

/** Others wait in the machine's time, also while virtual time stands still. */
const MACHINE = new RealClock();

/** How long work has blocked the event loop since others last ran. */
export class TimeSlice {
  #startedAtMs = MACHINE.now();
  #chunkStartedAtMs = this.#startedAtMs;

  begin(): void {
    this.#startedAtMs = MACHINE.now();
    this.#chunkStartedAtMs = this.#startedAtMs;
  }

  /** Whether it is time to let others run. */
  get isOver(): boolean {
    return MACHINE.now() - this.#startedAtMs > SLICE_MS;
  }

  /** Ends a chunk; the reply says whether it was too slow. */
  endChunk(): Reply {
    const startedAtMs = this.#chunkStartedAtMs;
    this.#chunkStartedAtMs = MACHINE.now();
    return this.#chunkStartedAtMs - startedAtMs > CHUNK_MS ? SLOW : undefined;
  }
}

/** Lets others have their slice. @throws the signal's reason, where the clock sleeps meanwhile */
export async function giveWay(clock: Clock, signal?: AbortSignal): Promise<void> {
  await (clock.giveWay?.() ?? clock.sleep(0, signal));
}

/**
 * Runs work in time slices, so that others run in between. Its effects are ignored: it has no output and no
 * keyboard.
 *
 * @returns what the work returns
 *
 * @throws what the work throws
 */
export async function inTimeSlices<Result>(work: Work<Result>, clock: Clock): Promise<Result> {
  const slice = new TimeSlice();
  for (let next = work.next(); ; next = work.next(slice.endChunk())) {
    if (next.done) return next.value;
    if (!slice.isOver) continue;
    await giveWay(clock);
    slice.begin();
  }
}
