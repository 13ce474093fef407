import type { Dataset } from '../dataset/dataset.ts';
import { MacroTable } from '../macro/macro-table.ts';
import type { Memory } from '../memory/memory.ts';
import type { Voice } from '../output/screen.ts';
import { StoredResults } from '../results/stored-results.ts';
import { eachWordOf } from '../syntax/words.ts';
import type { Program, ResultClass } from './program.ts';

export interface CallFrameOptions {
  /** Which output is shown when it begins; `noisily` can't show more than this. */
  readonly voice: Voice;
  /** The do-file's path, or the program's name. */
  readonly name?: string;
  /** The arguments that it was called with, in one line. */
  readonly arguments?: string;
  readonly program?: Program;
  /** The memory budget that its macros count against; default: none. */
  readonly memory?: Memory;
}

/** The local state of the session, a do-file or a program while it runs. Stata's frames hold data: see `SessionState`. */
export class CallFrame {
  readonly kind: 'session' | 'do-file' | 'program';
  readonly name: string;
  readonly locals: MacroTable;
  readonly voice: Voice;
  readonly resultClass: ResultClass;
  /** The program that runs in it. */
  readonly program: Program | undefined;
  /** What `return` has put aside for `r()`. */
  readonly returned: StoredResults;
  /** The copy that `preserve` keeps until `restore`, or until the call is over. */
  preserved: Dataset | undefined;
  readonly temporaryVariables: string[] = [];
  readonly temporaryFiles: string[] = [];
  readonly temporaryNames: string[] = [];

  constructor(kind: CallFrame['kind'], options: CallFrameOptions) {
    this.kind = kind;
    this.name = options.name ?? '';
    this.voice = options.voice;
    this.locals = new MacroTable(options.memory);
    this.returned = new StoredResults(options.memory);
    this.program = options.program;
    this.resultClass = options.program?.resultClass ?? 'n';
    if (options.arguments !== undefined) setArguments(this.locals, options.arguments);
  }
}

/** Sets the macros `0`, `*`, `1`, `2`, … from a line of arguments. */
function setArguments(locals: MacroTable, line: string): void {
  locals.set('0', line);
  locals.set('*', line);
  let at = 0;
  for (const word of eachWordOf(line)) {
    at += 1;
    locals.set(String(at), word);
  }
}
