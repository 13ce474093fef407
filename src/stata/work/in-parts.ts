import { PART, type Reply, SLOW, type Work } from './effect.ts';

/** How much is done between two looks at the Break key, in things that take a microsecond or so each. */
const PART_SIZE = 1000;

/** How many are done in a part: the first parts are small, and so are all if they take long. */
class Pace {
  readonly #most: number;
  #size = 1;

  /** @param cost - how many things of a microsecond each one takes */
  constructor(cost: number) {
    this.#most = Math.max(1, Math.floor(PART_SIZE / cost));
  }

  /** How many there are in the next part, after what was said of the last one. */
  next(reply: Reply): number {
    this.#size = reply === SLOW ? this.#size / 2 : this.#size * 2;
    this.#size = Math.min(this.#most, Math.max(1, Math.floor(this.#size)));
    return this.#size;
  }
}

/**
 * Does something for each number from 0 up to a count.
 *
 * @param cost - how many such things one of them takes
 */
export function* timesInParts(count: number, act: (at: number) => void, cost = 1): Work {
  const pace = new Pace(cost);
  for (let at = 0; at < count; ) {
    const size = pace.next(yield PART);
    for (const end = Math.min(count, at + size); at < end; at += 1) act(at);
  }
}

/** Does something for each item. */
export function* eachInParts<Item>(
  items: Iterable<Item>,
  act: (item: Item, at: number) => void,
  cost = 1,
): Work {
  const pace = new Pace(cost);
  let at = 0;
  let left = 0;
  for (const item of items) {
    if (left === 0) left = pace.next(yield PART);
    left -= 1;
    act(item, at);
    at += 1;
  }
}

/** What each item comes to. */
export function* mapInParts<Item, Result>(
  items: Iterable<Item>,
  result: (item: Item, at: number) => Result,
  cost = 1,
): Work<Result[]> {
  const results: Result[] = [];
  yield* eachInParts(
    items,
    (item, at) => {
      results.push(result(item, at));
    },
    cost,
  );
  return results;
}

/** The items of which something is true. */
export function* filterInParts<Item>(
  items: Iterable<Item>,
  isWanted: (item: Item, at: number) => boolean,
): Work<Item[]> {
  const wanted: Item[] = [];
  yield* eachInParts(items, (item, at) => {
    if (isWanted(item, at)) wanted.push(item);
  });
  return wanted;
}

/** Texts in one. */
export function* joinInParts(texts: readonly string[], between: string): Work<string> {
  const joined: string[] = [];
  for (let at = 0; at < texts.length; at += PART_SIZE) {
    yield PART;
    joined.push(texts.slice(at, at + PART_SIZE).join(between));
  }
  return joined.join(between);
}

/** Does some work for each of many groups, of which small ones are parts together if they are quick. */
export function* eachGroupInParts<Group extends { readonly length: number }>(
  groups: Iterable<Group>,
  work: (group: Group, index: number) => Work,
): Work {
  let isSlow = true;
  let done = 0;
  let index = 0;
  for (const group of groups) {
    const parts = work(group, index);
    if (isSlow || group.length > PART_SIZE) isSlow = yield* watched(parts);
    else atOnce(parts);
    done += group.length + 10;
    index += 1;
    if (done < PART_SIZE) continue;
    done = 0;
    isSlow = (yield PART) === SLOW;
  }
}

/** Does work in its parts; says whether any of them took long. */
function* watched(work: Work): Work<boolean> {
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

/** What work is worth that comes in no parts: it is small, or nobody waits. */
export function atOnce<Result>(work: Work<Result>): Result {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
