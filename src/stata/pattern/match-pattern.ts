import { StataError } from '../error/stata-error.ts';
import { Budget } from '../value/budget.ts';
import { type Characters, textOf } from '../value/characters.ts';
import { type CharacterTest, isWord } from './character-class.ts';
import { type Pattern, type Place, parsePattern } from './parse-pattern.ts';

/** One step of a pattern that is being matched. */
type Instruction =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'fork'; readonly first: number; readonly second: number }
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'match' };

/** How many steps a pattern may come to: `(a{100}){100}` is too many. */
const INSTRUCTIONS_MAX = 5000;

/** With how many different characters a match may begin, to be looked for by those. */
const BEGINNINGS_MAX = 8;

/** What was found: the whole of it first, then its groups; and where it begins and ends. */
export interface Found {
  readonly texts: readonly string[];
  readonly start: number;
  readonly end: number;
}

/**
 * A regular expression that takes time in proportion to the text: all ways of matching are followed at the same
 * time, without backtracking.
 */
export class CompiledPattern {
  readonly #program: readonly Instruction[];
  readonly #slots: number;
  /** What a match can begin with; undefined when it may begin with nothing. */
  readonly #beginnings: readonly CharacterTest[] | undefined;

  /** @throws StataError r(198) for one that can't be read */
  constructor(source: string, { ignoresCase = false } = {}) {
    const { pattern, groups } = parsePattern(source, { ignoresCase });
    const compiler = new Compiler();
    compiler.add({ kind: 'group', number: 0, inner: pattern });
    this.#program = [...compiler.program, { kind: 'match' }];
    this.#slots = 2 * (groups + 1);
    this.#beginnings = beginningsOf(this.#program);
  }

  /**
   * The first match in a text, of characters, from a place on; undefined when there is none.
   *
   * @throws StataError r(1000) when that is too much work
   */
  find(text: Characters, budget = new Budget(), from = 0): Found | undefined {
    budget.spend(this.#program.length);
    const matching = new Matching(this.#program, budget);
    const nowhere: Slots = new Array(this.#slots).fill(-1);
    let found: Slots | undefined;
    for (let at = from; ; at += 1) {
      if (found === undefined && matching.isEmpty) at = this.#nextBeginning(text, at);
      if (found === undefined) matching.follow(0, nowhere, text, at);
      if (matching.isEmpty && found !== undefined) break;
      const character = text[at];
      found = matching.step(character, text, at + 1) ?? found;
      if (character === undefined) break;
    }
    return found === undefined ? undefined : describe(found, text);
  }

  /** The next place at which a match can begin; the end when there is none. */
  #nextBeginning(text: Characters, from: number): number {
    if (this.#beginnings === undefined) return from;
    let at = from;
    for (; at < text.length; at += 1) {
      const character = text[at] ?? '';
      if (this.#beginnings.some((test) => test(character))) break;
    }
    return at;
  }
}

function beginningsOf(program: readonly Instruction[]): readonly CharacterTest[] | undefined {
  const tests: CharacterTest[] = [];
  const seen = new Set<number>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const instruction = program[at];
    if (instruction?.kind === 'character') tests.push(instruction.test);
    else if (instruction?.kind === 'save') open.push(at + 1);
    else if (instruction?.kind === 'fork') open.push(instruction.first, instruction.second);
    else return undefined;
  }
  return tests.length > BEGINNINGS_MAX ? undefined : tests;
}

function describe(slots: Slots, text: Characters): Found {
  const texts: string[] = [];
  for (let slot = 0; slot < slots.length; slot += 2) {
    const [start = -1, end = -1] = slots.slice(slot, slot + 2);
    texts.push(start === -1 || end === -1 ? '' : textOf(text, start, end));
  }
  return { texts, start: slots[0] ?? 0, end: slots[1] ?? 0 };
}

/** The groups that have begun or ended, by the places in the text; -1 for those that have not. */
type Slots = readonly number[];

/**
 * Ways in which a match can go on, the best first: where each is in the pattern, and where its groups are
 * in the text. Two lists side by side, used again and again, since one goes through hundreds of thousands.
 */
class Ways {
  readonly #places: number[] = [];
  readonly #slots: Slots[] = [];
  length = 0;

  push(place: number, slots: Slots): void {
    this.#places[this.length] = place;
    this.#slots[this.length] = slots;
    this.length += 1;
  }

  place(index: number): number {
    return this.#places[index] ?? 0;
  }

  slots(index: number): Slots {
    return this.#slots[index] ?? [];
  }
}

/** All the ways that there are at one place of the text, and how they go on. */
class Matching {
  readonly #program: readonly Instruction[];
  readonly #budget: Budget;
  #ways = new Ways();
  #before = new Ways();
  readonly #open = new Ways();
  /** The place of the text, counted from 1, at which each instruction was come to last. */
  readonly #seen: Float64Array;
  #place = 1;

  constructor(program: readonly Instruction[], budget: Budget) {
    this.#program = program;
    this.#budget = budget;
    this.#seen = new Float64Array(program.length);
  }

  get isEmpty(): boolean {
    return this.#ways.length === 0;
  }

  /** Goes on from an instruction to all that read a character, or are the end. */
  follow(start: number, slots: Slots, text: Characters, at: number): void {
    const open = this.#open;
    open.push(start, slots);
    while (open.length > 0) {
      open.length -= 1;
      this.#followOne(open.place(open.length), open.slots(open.length), text, at);
    }
  }

  #followOne(place: number, slots: Slots, text: Characters, at: number): void {
    if (this.#seen[place] === this.#place) return;
    this.#seen[place] = this.#place;
    this.#budget.spend(1);
    const open = this.#open;
    const instruction = this.#program[place];
    switch (instruction?.kind) {
      case 'fork':
        // The last one opened is followed first.
        open.push(instruction.second, slots);
        open.push(instruction.first, slots);
        return;
      case 'save':
        this.#budget.spend(slots.length);
        open.push(place + 1, slots.with(instruction.slot, at));
        return;
      case 'place':
        if (isAt(instruction.place, text, at)) open.push(place + 1, slots);
        return;
      default:
        this.#ways.push(place, slots);
    }
  }

  /** Reads one character (undefined is the end); the groups of the best way that ends here, if any does. */
  step(character: string | undefined, text: Characters, next: number): Slots | undefined {
    this.#place += 1;
    const ways = this.#ways;
    this.#budget.spend(ways.length);
    this.#ways = this.#before;
    this.#ways.length = 0;
    this.#before = ways;
    for (let index = 0; index < ways.length; index += 1) {
      const place = ways.place(index);
      const instruction = this.#program[place];
      // All others are worse.
      if (instruction?.kind === 'match') return ways.slots(index);
      if (instruction?.kind !== 'character' || character === undefined) continue;
      if (instruction.test(character)) this.follow(place + 1, ways.slots(index), text, next);
    }
    return undefined;
  }
}

function isAt(place: Place, text: Characters, at: number): boolean {
  switch (place) {
    case 'start':
      return at === 0;
    case 'end':
      return at === text.length;
    case 'before-end':
      return at === text.length || (at === text.length - 1 && text[at] === '\n');
    case 'line-start':
      return at === 0 || text[at - 1] === '\n';
    case 'line-end':
      return at === text.length || text[at] === '\n';
    case 'word':
    case 'no-word':
      return (isWord(text[at - 1] ?? '') !== isWord(text[at] ?? '')) === (place === 'word');
  }
}

/** Puts a pattern into a row of instructions. */
class Compiler {
  readonly program: Instruction[] = [];

  add(pattern: Pattern): void {
    if (this.program.length > INSTRUCTIONS_MAX) {
      throw new StataError(1000, 'system limit exceeded');
    }
    switch (pattern.kind) {
      case 'character':
      case 'place':
        this.program.push(pattern);
        return;
      case 'sequence':
        for (const part of pattern.parts) this.add(part);
        return;
      case 'choice':
        this.#choose(pattern.parts);
        return;
      case 'group':
        this.program.push({ kind: 'save', slot: 2 * pattern.number });
        this.add(pattern.inner);
        this.program.push({ kind: 'save', slot: 2 * pattern.number + 1 });
        return;
      case 'repeat':
        this.#repeat(pattern);
    }
  }

  #choose(parts: readonly Pattern[]): void {
    const [first, ...others] = parts;
    if (first === undefined) return;
    if (others.length === 0) {
      this.add(first);
      return;
    }
    const fork = this.#reserve();
    this.add(first);
    const jump = this.#reserve();
    this.program[fork] = { kind: 'fork', first: fork + 1, second: this.program.length };
    this.#choose(others);
    this.#jump(jump, this.program.length);
  }

  #repeat({ inner, least, most, isGreedy }: Extract<Pattern, { readonly kind: 'repeat' }>): void {
    for (let times = 0; times < least; times += 1) this.add(inner);
    if (most === Number.POSITIVE_INFINITY) {
      const fork = this.#reserve();
      this.add(inner);
      this.#jump(this.#reserve(), fork);
      this.#fork(fork, isGreedy);
      return;
    }
    const forks: number[] = [];
    for (let times = least; times < most; times += 1) {
      forks.push(this.#reserve());
      this.add(inner);
    }
    for (const fork of forks) this.#fork(fork, isGreedy);
  }

  /** Goes into what follows, or past all that there is by now; a greedy one would rather go in. */
  #fork(at: number, isGreedy: boolean): void {
    const [inside, past] = [at + 1, this.program.length];
    this.program[at] = isGreedy
      ? { kind: 'fork', first: inside, second: past }
      : { kind: 'fork', first: past, second: inside };
  }

  #jump(at: number, to: number): void {
    this.program[at] = { kind: 'fork', first: to, second: to };
  }

  #reserve(): number {
    return this.program.push({ kind: 'match' }) - 1;
  }
}
