import { PART, type Work } from './effect.ts';

/** How much is done between two looks at the Break key, in things that take a microsecond or so each. */
const PART_SIZE = 1000;

/**
 * Does something for each number from 0 up to a count.
 *
 * @param cost - how many such things one of them takes
 */
export function* timesInParts(count: number, act: (at: number) => void, cost = 1): Work {
  const size = Math.max(1, Math.floor(PART_SIZE / cost));
  for (let at = 0; at < count; ) {
    yield PART;
    for (const end = Math.min(count, at + size); at < end; at += 1) act(at);
  }
}

/** Does something for each item. */
export function* eachInParts<Item>(
  items: Iterable<Item>,
  act: (item: Item, at: number) => void,
  cost = 1,
): Work {
  const size = Math.max(1, Math.floor(PART_SIZE / cost));
  let at = 0;
  for (const item of items) {
    if (at % size === 0) yield PART;
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

/** Does some work for each of many groups, of which small ones are parts together. */
export function* eachGroupInParts<Item>(
  groups: Iterable<readonly Item[]>,
  work: (group: readonly Item[], index: number) => Work,
): Work {
  let done = PART_SIZE;
  let index = 0;
  for (const group of groups) {
    if (done >= PART_SIZE) {
      yield PART;
      done = 0;
    }
    if (group.length < PART_SIZE) atOnce(work(group, index));
    else yield* work(group, index);
    done += group.length + 10;
    index += 1;
  }
}

/** What work is worth that comes in no parts: it is small, or nobody waits. */
export function atOnce<Result>(work: Work<Result>): Result {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
