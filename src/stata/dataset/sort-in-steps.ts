/** How many are sorted at once. */
const RUN = 2048;

/** The numbers up to a count in order, stopping now and then: runs are sorted, then merged in pairs. */
export function* sortedInSteps(
  count: number,
  compare: (one: number, other: number) => number,
): Generator<void, readonly number[], void> {
  let runs: number[][] = [];
  for (let start = 0; start < count; start += RUN) {
    yield;
    const length = Math.min(RUN, count - start);
    runs.push(Array.from({ length }, (_, at) => start + at).sort(compare));
  }
  while (runs.length > 1) {
    const merged: number[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* mergedInSteps(runs[at] ?? [], runs[at + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergedInSteps(
  left: readonly number[],
  right: readonly number[],
  compare: (one: number, other: number) => number,
): Generator<void, number[], void> {
  const merged: number[] = [];
  let at = 0;
  for (const each of left) {
    for (let next = right[at]; next !== undefined && compare(next, each) < 0; next = right[at]) {
      merged.push(next);
      at += 1;
      if (merged.length % RUN === 0) yield;
    }
    merged.push(each);
    if (merged.length % RUN === 0) yield;
  }
  for (; at < right.length; at += 1) merged.push(right[at] ?? 0);
  return merged;
}
