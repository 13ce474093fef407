/**
 * When somebody who looks every so often sees what happened at an instant: at the first look after
 * it. A look at the very instant doesn't see it yet.
 */
export function nextLookAfter(instantMs: number, everyMs: number): number {
  return (Math.floor(instantMs / everyMs) + 1) * everyMs;
}
