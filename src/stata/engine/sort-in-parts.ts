import { PART, type Work } from './effect.ts';

/** How many are sorted at once. */
const RUN = 1024;

/** Items in order, equal ones as they were: runs are sorted, then merged in pairs. */
export function* sortInParts<Item>(
  items: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Work<readonly Item[]> {
  let runs: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += RUN) {
    yield PART;
    runs.push(items.slice(start, start + RUN).sort(compare));
  }
  while (runs.length > 1) {
    const merged: (readonly Item[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* mergeInParts(runs[at] ?? [], runs[at + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergeInParts<Item>(
  left: readonly Item[],
  right: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Work<readonly Item[]> {
  if (right.length === 0) return left;
  const merged: Item[] = [];
  let at = 0;
  for (const each of left) {
    for (let next = right[at]; next !== undefined && compare(next, each) < 0; next = right[at]) {
      merged.push(next);
      at += 1;
      if (merged.length % RUN === 0) yield PART;
    }
    merged.push(each);
    if (merged.length % RUN === 0) yield PART;
  }
  return merged.concat(right.slice(at));
}
