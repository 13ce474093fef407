import { CHUNK, type Work } from './effect.ts';
import { timesInChunks } from './in-chunks.ts';

/** How many numbers are sorted at once. */
const RUN = 16_384;

/** A step of a merge takes a tenth of a microsecond, or so. */
const COST = 0.1;

/** Arrays of a fixed size without objects: they never grow, and leave the garbage collector nothing to do. */
type TypedNumbers = Int32Array | Float64Array;

/** Items in order; equal ones keep the order that they had. */
export function* sortInChunks<Item extends NonNullable<unknown>>(
  items: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Work<readonly Item[]> {
  const order = yield* orderInChunks(items.length, (one, other) => {
    const [a, b] = [items[one], items[other]];
    return a === undefined || b === undefined ? 0 : compare(a, b);
  });
  const sorted: Item[] = [];
  yield* timesInChunks(order.length, (at) => {
    const item = items[order[at] ?? 0];
    if (item !== undefined) sorted.push(item);
  });
  return sorted;
}

/** The numbers below a count, sorted by a comparison; equal ones from small to large. */
export function* orderInChunks(
  count: number,
  compare: (one: number, other: number) => number,
): Work<Int32Array> {
  const order = new Int32Array(count);
  yield* timesInChunks(
    count,
    (at) => {
      order[at] = at;
    },
    COST,
  );
  return yield* merged(order, new Int32Array(count), 1, compare);
}

/** Numbers from small to large. */
export function* sortNumbersInChunks(numbers: ArrayLike<number>): Work<Float64Array> {
  const sorted = new Float64Array(numbers.length);
  yield* timesInChunks(
    numbers.length,
    (at) => {
      sorted[at] = numbers[at] ?? 0;
    },
    COST,
  );
  for (let start = 0; start < sorted.length; start += RUN) {
    yield CHUNK;
    sorted.subarray(start, start + RUN).sort();
  }
  const spare = new Float64Array(sorted.length);
  return yield* merged(sorted, spare, RUN, (one, other) => one - other);
}

/** Merges sorted runs in pairs, from one array into the other and back, until one run is left. */
function* merged<Some extends TypedNumbers>(
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
  from: TypedNumbers,
  to: TypedNumbers,
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
  yield* timesInChunks(from.length, take, COST);
}
