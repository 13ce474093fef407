import type { Dataset } from '../dataset/dataset.ts';
import { MacroTable } from '../macro/macro-table.ts';
import type { Memory } from '../memory/memory.ts';
import type { Voice } from '../output/screen.ts';
import { StoredResults } from '../results/stored-results.ts';
import { eachWordOf } from '../syntax/words.ts';
import type { Program, ResultClass } from './program.ts';

export interface FrameOptions {
  /** How loud it is when it begins: `noisily` gets no louder than this. */
  readonly voice: Voice;
  /** What it is called. */
  readonly name?: string;
  /** What it was called with. */
  readonly arguments?: string;
  readonly program?: Program;
  /** What counts its macros; default: nobody does. */
  readonly memory?: Memory;
}

/** What the session, a do-file or a program has to itself while it runs. */
export class Frame {
  readonly kind: 'session' | 'do-file' | 'program';
  readonly name: string;
  readonly locals: MacroTable;
  readonly voice: Voice;
  readonly resultClass: ResultClass;
  /** The program that runs in it. */
  readonly program: Program | undefined;
  /** What `return` has put aside for `r()`. */
  readonly returned: StoredResults;
  /** What `preserve` keeps until `restore`, or until the frame is over. */
  preserved: Dataset | undefined;
  readonly temporaryVariables: string[] = [];
  readonly temporaryFiles: string[] = [];
  readonly temporaryNames: string[] = [];

  constructor(kind: Frame['kind'], options: FrameOptions) {
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

/** Makes `0`, `*` and the numbered macros of a line of arguments. */
function setArguments(locals: MacroTable, line: string): void {
  locals.set('0', line);
  locals.set('*', line);
  let at = 0;
  for (const word of eachWordOf(line)) {
    at += 1;
    locals.set(String(at), word);
  }
}
