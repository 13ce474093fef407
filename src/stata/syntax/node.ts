/**
 * What a program is made of. Macros are still in it: they are expanded when a statement is run, and
 * only then can anybody know what it says.
 */
export type Node =
  /** One command, in one line. */
  | { readonly kind: 'command'; readonly text: string }
  /** `head {` … `}`. The head says what to do with the body: `if …`, `quietly forvalues …`, `capture`. */
  | { readonly kind: 'block'; readonly head: string; readonly body: readonly Node[] }
  /** `program define …` … `end`, in no block. The body is parsed when the program is first called. */
  | { readonly kind: 'program'; readonly head: string; readonly body: readonly string[] };
