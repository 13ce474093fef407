import type { Crash } from '../timeline/crash.ts';

/** How a front's process ends: with a status, or as a crash has it. */
export type Ending =
  | { readonly kind: 'exited'; readonly status: number }
  | { readonly kind: 'crashed'; readonly crash: Crash };

export const SUCCESS: Ending = { kind: 'exited', status: 0 };
