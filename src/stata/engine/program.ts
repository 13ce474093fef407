import type { Node } from '../syntax/node.ts';
import { parseStatements } from '../syntax/parse-program.ts';
import type { Work } from '../work/effect.ts';

/** Where a program's results go: nowhere, `r()`, `e()` or `s()`. */
export type ResultClass = 'n' | 'r' | 'e' | 's';

/** A program that somebody has defined. */
export class Program {
  readonly name: string;
  readonly resultClass: ResultClass;
  readonly lines: readonly string[];
  /** Whether it was found on the ado-path, and not defined by anybody. */
  readonly isLoaded: boolean;
  /** Programs of the same ado-file, which only this one can call. */
  readonly siblings: ReadonlyMap<string, Program>;
  /** Whether `by` may run it. */
  readonly isByable: boolean;
  #nodes: readonly Node[] | undefined;

  constructor(
    name: string,
    lines: readonly string[],
    options: {
      readonly resultClass: ResultClass;
      readonly isByable: boolean;
      readonly siblings?: ReadonlyMap<string, Program> | undefined;
    },
  ) {
    this.name = name;
    this.lines = lines;
    this.resultClass = options.resultClass;
    this.isByable = options.isByable;
    this.isLoaded = options.siblings !== undefined;
    this.siblings = options.siblings ?? new Map();
  }

  /** Its statements. They are parsed when it is first called, and errors are found then. */
  *statements(): Work<readonly Node[]> {
    this.#nodes ??= yield* parseStatements(this.lines);
    return this.#nodes;
  }
}
