import { StataError } from '../error/stata-error.ts';
import type { Memory } from './memory.ts';

/** What an entry takes besides what it holds. */
const ENTRY_BYTES = 64;

/** How many entries a map may have: some commands go through all of them without a pause. */
const ENTRIES_MAX = 10_000;

/** A map whose values are counted. */
export class CountedMap<Value> extends Map<string, Value> {
  readonly #memory: Memory;
  readonly #sizeOf: (value: Value) => number;

  constructor(memory: Memory, sizeOf: (value: Value) => number) {
    super();
    this.#memory = memory;
    this.#sizeOf = sizeOf;
  }

  /** @throws StataError r(909), and r(1000) for too many */
  override set(name: string, value: Value): this {
    if (this.size >= ENTRIES_MAX && !this.has(name)) {
      throw new StataError(1000, 'system limit exceeded');
    }
    this.#memory.take(this.#size(value) - this.#sizeAt(name));
    return super.set(name, value);
  }

  override delete(name: string): boolean {
    this.#memory.take(-this.#sizeAt(name));
    return super.delete(name);
  }

  override clear(): void {
    for (const name of this.keys()) this.#memory.take(-this.#sizeAt(name));
    super.clear();
  }

  #sizeAt(name: string): number {
    const value = this.get(name);
    return value === undefined ? 0 : this.#size(value);
  }

  #size(value: Value): number {
    return ENTRY_BYTES + this.#sizeOf(value);
  }
}
