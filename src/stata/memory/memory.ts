import { StataError } from '../error/stata-error.ts';
import { MemoryBudget } from './memory-budget.ts';

/** A session's memory budget, in bytes or so: a hundred megabytes, without what the engine adds. */
const MEMORY_MAX = 96 * 1024 * 1024;

/** Counts what a session keeps against its memory budget, so that no code can use up the machine's memory. */
export class Memory {
  /** How much there is. */
  max = MEMORY_MAX;
  /** What the session has of the process's budget; by default there is as much as it wants. */
  share = new MemoryBudget().share();
  #used = 0;

  get used(): number {
    return this.#used;
  }

  /**
   * Takes some, or gives some back when it is negative.
   *
   * @throws StataError r(909) when there is not enough left
   */
  take(bytes: number): void {
    if (bytes > 0 && this.#used + bytes > this.max) throw outOfMemory();
    if (bytes > 0 && !this.share.take(bytes)) throw outOfMemory();
    if (bytes < 0) this.share.note(this.share.bytes + bytes);
    this.#used += bytes;
  }

  /** Notes what is kept besides, which is counted where it is; says whether the process has room for all of it. */
  noteBesides(bytes: number): boolean {
    return this.share.note(this.#used + bytes);
  }
}

/** What Stata says when it gets no memory. */
export function outOfMemory(): StataError {
  return new StataError(909, 'op. sys. refuses to provide memory');
}
