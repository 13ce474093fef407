import { Dataset } from '../dataset/dataset.ts';
import type { Grouping } from '../dataset/grouping.ts';
import { StataError } from '../error/stata-error.ts';
import { Graphs } from '../graph/graph.ts';
import { MacroTable } from '../macro/macro-table.ts';
import { CountedMap } from '../memory/counted-map.ts';
import { Memory } from '../memory/memory.ts';
import { type Matrix, sizeOfMatrix } from '../results/matrix.ts';
import { StoredResults } from '../results/stored-results.ts';
import type { Value } from '../value/value.ts';
import { AdoPath } from './ado-path.ts';
import type { Program } from './program.ts';
import { Random } from './random.ts';
import { Settings } from './settings.ts';
import type { Timer } from './timer.ts';

/** The name of the frame that a session starts with. */
const DEFAULT_FRAME = 'default';

/** Who keeps less than this, in bytes, is not stopped by what others keep. */
const SMALL_BYTES = 1024 * 1024;

/** A file that `file open` has opened. */
export interface OpenFile {
  readonly path: string;
  /** The lines that are still to be read. */
  readonly lines: Iterator<string, undefined>;
  /** How many characters of it are kept in memory. */
  readonly size: number;
  readonly isWritten: boolean;
}

/** The value of `sum()` up to an observation of a group. */
interface RunningSum {
  readonly group: number;
  readonly observation: number;
  readonly sum: number;
}

/** Everything that a session remembers from one command to the next. */
export class SessionState {
  /** How many bytes of memory the files hold that code has written. */
  filesHeld = (): number => 0;
  /** The memory budget of everything that can grow; data are counted apart. */
  readonly memory = new Memory();
  readonly globals = new MacroTable(this.memory);
  readonly scalars = new CountedMap<Value>(this.memory, (value) => String(value).length);
  readonly matrices = new CountedMap<Matrix>(this.memory, sizeOfMatrix);
  readonly programs = new Map<string, Program>();
  readonly adoPath = new AdoPath();
  readonly settings = new Settings();
  readonly timers = new Map<number, Timer>();
  readonly random = new Random();
  readonly graphs = new Graphs();
  /** By handle. */
  readonly files = new Map<string, OpenFile>();
  readonly r = new StoredResults(this.memory);
  readonly e = new StoredResults(this.memory);
  readonly s = new StoredResults(this.memory);
  /** Results that `_return hold` has put aside, by name. */
  readonly held = new Map<string, StoredResults>();
  /** Datasets by the names of their frames. */
  readonly frames = new Map([[DEFAULT_FRAME, new Dataset()]]);
  #frameName = DEFAULT_FRAME;
  /** The groups of `by`, while its command runs. */
  grouping: Grouping | undefined;
  /** `_rc`: what the last `capture` caught. */
  returnCode = 0;
  /** The running sums of `sum()`, by the call's place in its expression. */
  readonly runningSums = new WeakMap<object, RunningSum>();
  /** What the last `regexm()` found. */
  lastMatch: readonly string[] = [];
  #temporaries = 0;

  /** The frame that commands work on. */
  get frameName(): string {
    return this.#frameName;
  }

  /** The data in that frame. */
  get dataset(): Dataset {
    return this.frame(this.#frameName);
  }

  set dataset(dataset: Dataset) {
    this.frames.set(this.#frameName, dataset);
  }

  /** @throws StataError r(111) when there is none of that name */
  frame(name: string): Dataset {
    const dataset = this.frames.get(name);
    if (dataset === undefined) throw new StataError(111, `frame ${name} not found`);
    return dataset;
  }

  /** @throws StataError r(111) */
  changeFrame(name: string): void {
    this.frame(name);
    this.#frameName = name;
  }

  /** Only the first frame is left, and it is empty. */
  resetFrames(): void {
    this.frames.clear();
    this.frames.set(DEFAULT_FRAME, new Dataset());
    this.#frameName = DEFAULT_FRAME;
  }

  /** Whether the memory budget is used up: then only commands that free memory run. */
  get isFull(): boolean {
    let data = 0;
    for (const { size } of this.frames.values()) data += size;
    const files = this.filesHeld();
    const isWithinBudget = this.memory.noteBesides(data + files);
    const used = this.memory.used + data;
    if (used > this.memory.max) return true;
    return !isWithinBudget && used + files > SMALL_BYTES;
  }

  /** Notes how much the session keeps, after something has changed that. */
  noteMemory(): void {
    void this.isFull;
  }

  /** A name that nobody else has, such as `__000001`. */
  temporaryName(): string {
    this.#temporaries += 1;
    return `__${String(this.#temporaries - 1).padStart(6, '0')}`;
  }
}
