import type { Matrix } from './matrix.ts';

/** What a command leaves behind in `r()`, `e()` or `s()`, in the order in which it was put there. */
export class StoredResults {
  readonly scalars = new Map<string, number>();
  readonly macros = new Map<string, string>();
  readonly matrices = new Map<string, Matrix>();

  clear(): void {
    this.scalars.clear();
    this.macros.clear();
    this.matrices.clear();
  }

  /** Takes over what others hold; they keep it too. */
  replaceWith(other: StoredResults): void {
    const copy = other.copy();
    this.clear();
    for (const [name, value] of copy.scalars) this.scalars.set(name, value);
    for (const [name, value] of copy.macros) this.macros.set(name, value);
    for (const [name, value] of copy.matrices) this.matrices.set(name, value);
  }

  copy(): StoredResults {
    const copy = new StoredResults();
    for (const [name, value] of this.scalars) copy.scalars.set(name, value);
    for (const [name, value] of this.macros) copy.macros.set(name, value);
    for (const [name, value] of this.matrices) copy.matrices.set(name, value);
    return copy;
  }
}
