/** One of Stata's hundred stopwatches. */
export class Timer {
  #totalMs = 0;
  #startedAtMs: number | undefined;
  runs = 0;

  start(nowMs: number): void {
    this.#startedAtMs = nowMs;
  }

  stop(nowMs: number): void {
    if (this.#startedAtMs === undefined) return;
    this.#totalMs += nowMs - this.#startedAtMs;
    this.#startedAtMs = undefined;
    this.runs += 1;
  }

  /** What it shows, in seconds. */
  seconds(nowMs: number): number {
    const runningMs = this.#startedAtMs === undefined ? 0 : nowMs - this.#startedAtMs;
    return (this.#totalMs + runningMs) / 1000;
  }
}
