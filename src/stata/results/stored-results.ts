import { CountedMap } from '../memory/counted-map.ts';
import { Memory } from '../memory/memory.ts';
import { type Matrix, sizeOfMatrix } from './matrix.ts';

/** What a command leaves behind in `r()`, `e()` or `s()`, in the order in which it was put there. */
export class StoredResults {
  readonly scalars: Map<string, number>;
  readonly macros: Map<string, string>;
  readonly matrices: Map<string, Matrix>;

  /** @param memory - the memory budget that they count against; default: none */
  constructor(memory: Memory = new Memory()) {
    this.scalars = new CountedMap(memory, () => 8);
    this.macros = new CountedMap(memory, (text) => text.length);
    this.matrices = new CountedMap(memory, sizeOfMatrix);
  }

  clear(): void {
    this.scalars.clear();
    this.macros.clear();
    this.matrices.clear();
  }

  /** Takes over what others hold; they keep it too. */
  replaceWith(other: StoredResults): void {
    if (other === this) return;
    this.clear();
    this.add(other);
  }

  /** Adds others' results to these; those of the same name are replaced. */
  add({ scalars, macros, matrices }: StoredResults): void {
    for (const [name, value] of scalars) this.scalars.set(name, value);
    for (const [name, value] of macros) this.macros.set(name, value);
    for (const [name, value] of matrices) this.matrices.set(name, value);
  }
}
