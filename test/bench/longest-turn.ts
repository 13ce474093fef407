/**
 * How much of a processor's time others wait at most for their turn while something is done, in
 * milliseconds of this thread: the part of it that is the collector's on this thread counts, what the
 * machine does meanwhile doesn't.
 */
export async function longestTurnMs(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let before = process.threadCpuUsage();
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    before = process.threadCpuUsage();
  };
  const others = setInterval(look, 1);
  await work();
  look();
  clearInterval(others);
  return longest;
}
