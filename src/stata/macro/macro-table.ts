import { StataError } from '../error/stata-error.ts';
import { CountedMap } from '../memory/counted-map.ts';
import { Memory } from '../memory/memory.ts';
import { MACRO_LENGTH_MAX } from '../value/macro-length.ts';

/** How many macros of one kind there may be. */
const MACROS_MAX = 10_000;

/** Macros by name, as a do-file or program has them for itself, or as all have them together. */
export class MacroTable {
  readonly #texts: CountedMap<string>;

  /** @param memory - the memory budget that they count against; default: none */
  constructor(memory: Memory = new Memory()) {
    this.#texts = new CountedMap(memory, (text) => text.length);
  }

  /** A macro that isn't there is empty. */
  get(name: string): string {
    return this.#texts.get(name) ?? '';
  }

  /** Setting a macro to an empty text removes it. */
  set(name: string, text: string): void {
    if (text === '') {
      this.#texts.delete(name);
      return;
    }
    if (text.length > MACRO_LENGTH_MAX)
      throw new StataError(1004, 'too long: a macro has its limits');
    if (this.#texts.size >= MACROS_MAX) throw new StataError(920, 'too many macros');
    this.#texts.set(name, text);
  }

  names(): readonly string[] {
    return [...this.#texts.keys()];
  }

  clear(): void {
    this.#texts.clear();
  }
}
