import type { Variable } from '../../dataset/variable.ts';
import { MISSING } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import { timesInChunks } from '../../work/in-chunks.ts';

/** Columns of values. The values of one row together are a key. */
export type Keys = readonly Pick<Variable, 'values'>[];

/**
 * Numbers keys from 0, in the order in which they come. Two keys are the same when all their values are. The
 * hash table has its full size from the beginning, in typed arrays: a table that grows is copied as a whole now
 * and then, and objects would cost the garbage collector as much again.
 */
export class KeyNumbers {
  readonly #keys: Keys;
  /** The first row of each key, by the key's number. */
  readonly #firsts: Int32Array;
  readonly #hashes: Int32Array;
  /** The hash table: for each slot the key's number plus one; 0 for an empty slot. */
  readonly #places: Int32Array;
  #count = 0;

  /** @param most - how many keys there may be */
  constructor(keys: Keys, most: number) {
    this.#keys = keys;
    this.#firsts = new Int32Array(most);
    this.#hashes = new Int32Array(most);
    this.#places = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 2)));
  }

  /** How many different keys there are. */
  get count(): number {
    return this.#count;
  }

  /** The first row of the key of a number. */
  first(number: number): number {
    return this.#firsts[number] ?? 0;
  }

  /** The number of a row's key; a new key gets the next number. */
  add(at: number): number {
    const hash = hashOf(this.#keys, at);
    const place = this.#placeOf(this.#keys, at, hash);
    const found = this.#places[place] ?? 0;
    if (found > 0) return found - 1;
    const number = this.#count;
    this.#firsts[number] = at;
    this.#hashes[number] = hash;
    this.#count += 1;
    this.#places[place] = this.#count;
    return number;
  }

  /** The number of the key in a row of other columns; -1 when it has none. */
  find(keys: Keys, at: number): number {
    return (this.#places[this.#placeOf(keys, at, hashOf(keys, at))] ?? 0) - 1;
  }

  /** The slot that holds the key, or the empty one where it belongs. */
  #placeOf(keys: Keys, at: number, hash: number): number {
    const last = this.#places.length - 1;
    for (let place = hash & last; ; place = (place + 1) & last) {
      const number = (this.#places[place] ?? 0) - 1;
      if (number === -1) return place;
      if (this.#hashes[number] === hash && this.#isSame(number, keys, at)) return place;
    }
  }

  #isSame(number: number, keys: Keys, at: number): boolean {
    const first = this.first(number);
    for (let index = 0; index < keys.length; index += 1) {
      if (this.#keys[index]?.values[first] !== keys[index]?.values[at]) return false;
    }
    return true;
  }
}

/** Whether no two observations have the same values in all keys. */
export function* isUnique(observations: number, keys: Keys): Work<boolean> {
  const numbers = new KeyNumbers(keys, observations);
  yield* timesInChunks(observations, (at) => numbers.add(at));
  return numbers.count === observations;
}

const NUMBER = new Float64Array(1);
const HALVES = new Int32Array(NUMBER.buffer);

function hashOf(keys: Keys, at: number): number {
  let hash = 0;
  for (const { values } of keys) hash = mixed(hash, values[at] ?? MISSING);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function mixed(hash: number, value: Value): number {
  if (typeof value === 'number') {
    // 0 and -0 are equal, and so need the same hash.
    NUMBER[0] = value + 0;
    return stirred(stirred(hash, HALVES[0] ?? 0), HALVES[1] ?? 0);
  }
  let all = stirred(hash, value.length);
  for (let at = 0; at < value.length; at += 1)
    all = Math.imul(all ^ value.charCodeAt(at), 0x01000193);
  return all;
}

function stirred(hash: number, bits: number): number {
  const turned = Math.imul(bits, 0xcc9e2d51);
  const mixed = hash ^ Math.imul((turned << 15) | (turned >>> 17), 0x1b873593);
  return Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0x6b64e654;
}
