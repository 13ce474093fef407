import { CHUNK, type Reply, SLOW, type Work } from './effect.ts';

/** How many items a chunk has, where an item takes about a microsecond. */
const CHUNK_SIZE = 1000;

/** How many items go into the next chunk. It grows from one, and shrinks when chunks take long. */
class ChunkSize {
  readonly #most: number;
  #size = 1;

  /** @param cost - how many microseconds one item takes, or so */
  constructor(cost: number) {
    this.#most = Math.max(1, Math.floor(CHUNK_SIZE / cost));
  }

  /** @param reply - to the chunk before */
  next(reply: Reply): number {
    this.#size = reply === SLOW ? this.#size / 2 : this.#size * 2;
    this.#size = Math.min(this.#most, Math.max(1, Math.floor(this.#size)));
    return this.#size;
  }
}

/**
 * Calls a function for each number from 0 up to a count, which is left out.
 *
 * @param cost - how many microseconds one call takes, or so
 */
export function* timesInChunks(count: number, act: (at: number) => void, cost = 1): Work {
  const chunkSize = new ChunkSize(cost);
  for (let at = 0; at < count; ) {
    const size = chunkSize.next(yield CHUNK);
    for (const end = Math.min(count, at + size); at < end; at += 1) act(at);
  }
}

/** Calls a function for each item. */
export function* eachInChunks<Item>(
  items: Iterable<Item>,
  act: (item: Item, at: number) => void,
  cost = 1,
): Work {
  const chunkSize = new ChunkSize(cost);
  let at = 0;
  let left = 0;
  for (const item of items) {
    if (left === 0) left = chunkSize.next(yield CHUNK);
    left -= 1;
    act(item, at);
    at += 1;
  }
}

/** The results of a function for each item. */
export function* mapInChunks<Item, Result>(
  items: Iterable<Item>,
  result: (item: Item, at: number) => Result,
  cost = 1,
): Work<Result[]> {
  const results: Result[] = [];
  yield* eachInChunks(
    items,
    (item, at) => {
      results.push(result(item, at));
    },
    cost,
  );
  return results;
}

/** The items that a condition is true of. */
export function* filterInChunks<Item>(
  items: Iterable<Item>,
  isWanted: (item: Item, at: number) => boolean,
): Work<Item[]> {
  const wanted: Item[] = [];
  yield* eachInChunks(items, (item, at) => {
    if (isWanted(item, at)) wanted.push(item);
  });
  return wanted;
}

/** Texts joined to one. */
export function* joinInChunks(texts: readonly string[], between: string): Work<string> {
  const joined: string[] = [];
  for (let at = 0; at < texts.length; at += CHUNK_SIZE) {
    yield CHUNK;
    joined.push(texts.slice(at, at + CHUNK_SIZE).join(between));
  }
  return joined.join(between);
}

/** Does some work for each group. Small and quick groups share a chunk. */
export function* eachGroupInChunks<Group extends { readonly length: number }>(
  groups: Iterable<Group>,
  work: (group: Group, index: number) => Work,
): Work {
  let isSlow = true;
  let done = 0;
  let index = 0;
  for (const group of groups) {
    const chunks = work(group, index);
    if (isSlow || group.length > CHUNK_SIZE) isSlow = yield* runAndWatch(chunks);
    else atOnce(chunks);
    done += group.length + 10;
    index += 1;
    if (done < CHUNK_SIZE) continue;
    done = 0;
    isSlow = (yield CHUNK) === SLOW;
  }
}

/** Does work in its own chunks; says whether any of them took long. */
function* runAndWatch(work: Work): Work<boolean> {
  let isSlow = false;
  let reply: Reply;
  try {
    for (let next = work.next(); !next.done; next = work.next(reply)) {
      reply = yield next.value;
      isSlow ||= reply === SLOW;
    }
  } finally {
    work.return();
  }
  return isSlow;
}

/** Runs work to its end without a pause, and returns its result: for small work, or where nobody waits. */
export function atOnce<Result>(work: Work<Result>): Result {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
