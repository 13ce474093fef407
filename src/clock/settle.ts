/**
 * How many turns of the event loop are given to work that needs no time.
 *
 * Everything in process (promises, web streams, the SDK) runs on microtasks, which all run before
 * the next turn, so one turn settles it. The second is for code that takes one turn itself.
 */
const TURNS = 2;

/** Waits until everything that can happen without the passing of time has happened. */
export async function settleMacrotasks(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await macrotask();
  }
}

/** Lets the event loop go round once. */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
