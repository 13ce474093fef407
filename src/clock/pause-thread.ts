/** Nobody ever changes it. */
const NOTHING = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Stops this thread for so many milliseconds of the machine's; others go on. Not for a main thread. */
export function pauseThread(ms: number): void {
  Atomics.wait(NOTHING, 0, 0, ms);
}
