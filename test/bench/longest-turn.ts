/** The longest turn of the event loop: how long others waited at most, in milliseconds. */
export interface LongestTurn {
  /**
   * Of a processor's time, as this thread used it: the part of it that is the collector's on this
   * thread counts, what the machine does meanwhile doesn't.
   */
  readonly processorMs: number;
  /** By the clock: what whoever presses Break waits. */
  readonly clockMs: number;
}

/** Measures the longest turn of the event loop while something is done. */
export async function longestTurn(work: () => Promise<void>): Promise<LongestTurn> {
  let processorMs = 0;
  let clockMs = 0;
  let usedBefore = process.threadCpuUsage();
  let before = performance.now();
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(usedBefore);
    processorMs = Math.max(processorMs, (user + system) / 1000);
    clockMs = Math.max(clockMs, performance.now() - before);
    usedBefore = process.threadCpuUsage();
    before = performance.now();
  };
  const others = setInterval(look, 1);
  await work();
  look();
  clearInterval(others);
  return { processorMs, clockMs };
}
