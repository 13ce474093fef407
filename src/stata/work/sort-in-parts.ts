import { PART, type Work } from './effect.ts';
import { timesInParts } from './in-parts.ts';

/** How many numbers are sorted at once. */
const RUN = 16_384;

/** Of the steps of a merge a microsecond has many. */
const COST = 0.1;

/** Arrays of a fixed size that hold no objects: nothing has to grow, and nothing is to be collected. */
type Numbers = Int32Array | Float64Array;

/** Items in order, equal ones as they were. */
export function* sortInParts<Item extends NonNullable<unknown>>(
  items: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Work<readonly Item[]> {
  const order = yield* orderInParts(items.length, (one, other) => {
    const [a, b] = [items[one], items[other]];
    return a === undefined || b === undefined ? 0 : compare(a, b);
  });
  const sorted: Item[] = [];
  yield* timesInParts(order.length, (at) => {
    const item = items[order[at] ?? 0];
    if (item !== undefined) sorted.push(item);
  });
  return sorted;
}

/** The numbers below a count in the order that a comparison says, equal ones from small to large. */
export function* orderInParts(
  count: number,
  compare: (one: number, other: number) => number,
): Work<Int32Array> {
  const order = new Int32Array(count);
  yield* timesInParts(
    count,
    (at) => {
      order[at] = at;
    },
    COST,
  );
  return yield* merged(order, new Int32Array(count), 1, compare);
}

/** Numbers from small to large. */
export function* sortNumbersInParts(numbers: ArrayLike<number>): Work<Float64Array> {
  const sorted = new Float64Array(numbers.length);
  yield* timesInParts(
    numbers.length,
    (at) => {
      sorted[at] = numbers[at] ?? 0;
    },
    COST,
  );
  for (let start = 0; start < sorted.length; start += RUN) {
    yield PART;
    sorted.subarray(start, start + RUN).sort();
  }
  const spare = new Float64Array(sorted.length);
  return yield* merged(sorted, spare, RUN, (one, other) => one - other);
}

/** Merges sorted runs in pairs, from one array into the other and back, until one run is left. */
function* merged<Some extends Numbers>(
  runs: Some,
  spare: Some,
  firstLength: number,
  compare: (one: number, other: number) => number,
): Work<Some> {
  let from = runs;
  let to = spare;
  for (let length = firstLength; length < runs.length; length *= 2) {
    yield* pairsMerged(from, to, length, compare);
    const done = to;
    to = from;
    from = done;
  }
  return from;
}

function* pairsMerged(
  from: Numbers,
  to: Numbers,
  length: number,
  compare: (one: number, other: number) => number,
): Work {
  let left = 0;
  let middle = 0;
  let right = 0;
  let end = 0;
  const take = (at: number): void => {
    if (at === end) {
      left = at;
      middle = Math.min(at + length, from.length);
      right = middle;
      end = Math.min(middle + length, from.length);
    }
    const a = from[left] ?? 0;
    const b = from[right] ?? 0;
    if (right === end || (left < middle && compare(a, b) <= 0)) {
      to[at] = a;
      left += 1;
    } else {
      to[at] = b;
      right += 1;
    }
  };
  yield* timesInParts(from.length, take, COST);
}
