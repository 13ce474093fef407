import { BREAK_CODE, BREAK_MESSAGE, StataError } from '../error/stata-error.ts';
import { hoursMinutesSeconds } from '../format/calendar.ts';
import type { LineSource } from '../source/line-source.ts';
import { type Statement, StatementReader } from '../source/statement-reader.ts';
import { blockKindOf, headOf, isProgramHead } from '../syntax/block-head.ts';
import {
  BLOCK_DEPTH_MAX,
  isClosingBrace,
  type NextStatement,
  parseBody,
  parseProgramBody,
} from '../syntax/parse-program.ts';
import { splitPrefixes } from '../syntax/prefixes.ts';
import { STEP, type Work } from '../work/effect.ts';
import { Jump } from './jump.ts';
import type { Branch, StatementRunner } from './statement-runner.ts';

const DELIMIT = /^#\s*d(?:e(?:l(?:i(?:m(?:i(?:t)?)?)?)?)?)?\s*(?:(?<lines>cr)|;)$/;

/**
 * Reads statements one at a time, echoes them, runs each and shows what it comes to: what a do-file
 * and a keyboard have in common. The rules of the echo are all here.
 */
export class ReadingLoop {
  readonly #runner: StatementRunner;
  readonly #reader: StatementReader;
  readonly #isEchoed: boolean;
  readonly #goesOn: boolean;
  readonly #branch: Branch = { isTaken: undefined };
  /** Whether Break was pressed again, when the rest of a block was passed over. */
  #isAbandoned = false;

  /**
   * @param options.isEchoed - whether lines, return codes and blank lines are shown
   * @param options.goesOn - whether an error is the end of one statement only, as at a keyboard
   */
  constructor(
    runner: StatementRunner,
    source: LineSource,
    options: { readonly isEchoed: boolean; readonly goesOn: boolean },
  ) {
    this.#runner = runner;
    this.#reader = new StatementReader(source);
    this.#isEchoed = options.isEchoed;
    this.#goesOn = options.goesOn;
  }

  /** @throws StataError the first one, unless it goes on after errors */
  *run(): Work {
    while (yield* this.one()) {
      // `one` does all the work.
    }
  }

  /** Reads and runs one statement; false at the end. */
  *one(): Work<boolean> {
    let startedAtMs = this.#runner.nowMs();
    this.#isAbandoned = false;
    try {
      yield STEP;
      const statement = yield* this.#reader.next('. ', true);
      if (statement === undefined) return false;
      startedAtMs = this.#runner.nowMs();
      if (statement.kind === 'command') yield* this.#runCommand(statement.text, startedAtMs);
    } catch (error) {
      if (error instanceof Jump) this.#leave(error);
      if (!(error instanceof StataError)) throw error;
      this.#report(error, startedAtMs);
      if (this.#isEchoed) this.#runner.screen.say('\n');
      if (!this.#goesOn) throw error;
    }
    return true;
  }

  *#runCommand(text: string, startedAtMs: number): Work {
    const delimit = DELIMIT.exec(text);
    if (delimit !== null) {
      this.#setDelimiter(delimit.groups?.lines === undefined ? ';' : 'cr');
      return;
    }
    yield* this.#runStatement(text);
    this.#end(startedAtMs);
  }

  /** Ends a statement that was left by a jump: `exit` from a do-file is followed by a blank line. */
  #leave({ to }: Jump): void {
    if (to === 'next-iteration' || to === 'after-loop') return;
    if (to === 'end-of-file' && this.#isEchoed) this.#runner.screen.say('\n');
  }

  /** After a command comes a newline. It is an empty line, unless the command left its last line open. */
  #end(startedAtMs: number): void {
    const { screen, state } = this.#runner;
    if (!this.#isEchoed) return;
    if (state.settings.isRmsgOn) {
      screen.freshLine();
      screen.say(`${this.#returnMessage(0, startedAtMs)}\n`);
    }
    screen.say('\n');
  }

  *#runStatement(text: string): Work {
    const answer = this.#runner.answered(text, () => this.#interpret(text));
    if (answer === undefined) return yield* this.#interpret(text);
    yield* this.#readRest(text);
    yield* answer;
  }

  /** Reads the rest of the block that a statement opens. */
  *#readRest(text: string): Work {
    const kind = blockKindOf(text);
    if (kind === 'loop') yield* parseBody(this.#numbered(2));
    else if (kind !== undefined) yield* parseBody(() => this.#reader.next('. ', false));
    else if (isProgramHead(text)) yield* parseProgramBody(this.#numbered(1));
  }

  *#interpret(text: string): Work {
    const kind = blockKindOf(text);
    if (kind === undefined && isProgramHead(text)) return yield* this.#defineProgram(text);
    if (kind === undefined) return yield* this.#runner.runLine(text, this.#branch);
    if (kind === 'loop') return yield* this.#runWhole(text, this.#numbered(2));
    if (this.#isShownLineByLine(text)) return yield* this.#runLineByLine(text, 1);
    yield* this.#runWhole(text, () => this.#reader.next('. ', false));
  }

  /** No empty line follows this one. */
  #setDelimiter(delimiter: 'cr' | ';'): void {
    this.#reader.delimiter = delimiter;
    this.#runner.screen.say(`delimiter now ${delimiter}\n`);
  }

  *#defineProgram(head: string): Work {
    const lines = yield* parseProgramBody(this.#numbered(1));
    yield* this.#runner.define(head, lines);
  }

  /** Reads a whole block before any of it is run. */
  *#runWhole(text: string, next: NextStatement): Work {
    const body = yield* parseBody(next);
    yield* this.#runner.runBlock(headOf(text), body, this.#branch);
  }

  /** Whether a block's lines run one by one: when none of its prefixes changes which output is shown. */
  #isShownLineByLine(text: string): boolean {
    if (!this.#isEchoed) return false;
    const { prefixes } = splitPrefixes(headOf(text));
    const lastNoisily = prefixes.findLastIndex(({ kind }) => kind === 'noisily');
    return prefixes
      .slice(lastNoisily + 1)
      .every(({ kind }) => kind === 'version' || kind === 'frame');
  }

  /**
   * Prompts with numbers that count from `first`. After a line that says nothing, the next prompt has
   * none, and doesn't count.
   */
  #numbered(first: number): NextStatement {
    let number = first;
    let isPlain = false;
    const reader = this.#reader;
    return function* (): Work<Statement | undefined> {
      const prompt = isPlain ? '. ' : `${String(number).padStart(3)}. `;
      if (!isPlain) number += 1;
      const statement = yield* reader.next(prompt, true);
      isPlain = statement !== undefined && statement.kind !== 'command';
      return statement;
    };
  }

  /** Reads a block and runs its lines as they come; those that aren't run are shown all the same. */
  *#runLineByLine(text: string, depth: number): Work {
    const { prefixes, command } = splitPrefixes(headOf(text));
    const runner = this.#runner;
    let runs: boolean;
    try {
      runs = command === '' || (yield* runner.decide(command, this.#branch));
    } catch (error) {
      // The block around it goes on after its end.
      if (depth > 1) yield* parseBody(() => this.#reader.next('. ', false));
      throw error;
    }
    const branch = this.#branch.isTaken;
    yield* runner.nested(() =>
      runner.withPrefixes(prefixes, () => this.#bodyLineByLine(runs, depth)),
    );
    this.#branch.isTaken = branch;
  }

  *#bodyLineByLine(runs: boolean, depth: number): Work {
    if (depth > BLOCK_DEPTH_MAX) throw new StataError(1000, 'system limit exceeded');
    this.#branch.isTaken = undefined;
    for (;;) {
      const statement = yield* this.#reader.next('. ', true);
      if (statement === undefined) throw new StataError(612, 'unexpected end of file');
      if (statement.kind !== 'command') continue;
      if (isClosingBrace(statement.text)) return;
      if (!runs) yield* this.#skip(statement.text, depth);
      else yield* this.#runInside(statement.text, depth);
    }
  }

  *#runInside(text: string, depth: number): Work {
    const startedAtMs = this.#runner.nowMs();
    try {
      const kind = blockKindOf(text);
      const isBlock = kind !== undefined && kind !== 'loop' && this.#isShownLineByLine(text);
      if (isBlock) yield* this.#runLineByLine(text, depth + 1);
      else yield* this.#runStatement(text);
      this.#runner.screen.freshLine();
      // Not before: what a line opens is not closed until it has been run.
      yield STEP;
    } catch (error) {
      if (!(error instanceof StataError)) throw error;
      this.#report(error, startedAtMs);
      yield* this.#skipRest();
      throw error;
    }
  }

  /** Shows a statement that isn't run; what it opens isn't run either. */
  *#skip(text: string, depth: number): Work {
    const kind = blockKindOf(text);
    if (kind === 'loop') yield* parseBody(this.#numbered(2));
    else if (kind !== undefined && this.#isShownLineByLine(text)) {
      yield* this.#bodyLineByLine(false, depth + 1);
    } else if (kind !== undefined) yield* parseBody(() => this.#reader.next('. ', false));
    else if (isProgramHead(text)) yield* parseProgramBody(this.#numbered(1));
  }

  /** After an error, only the brace that closes the block is shown. */
  *#skipRest(): Work {
    if (this.#isAbandoned) return;
    try {
      yield* parseBody(() => this.#reader.next('. ', false));
    } catch (error) {
      // The rest may be long, and so may the rest of each block around it.
      this.#isAbandoned = error instanceof StataError && error.returnCode === BREAK_CODE;
      throw error;
    }
    this.#runner.screen.echo('. ', '}');
  }

  /**
   * Shows an error, at each level that it comes out of: its message the first time only, unless it is
   * Break, which every level says again.
   */
  #report(error: StataError, startedAtMs: number): void {
    const { screen, state } = this.#runner;
    if (!this.#isEchoed) return;
    const isBreak = error.returnCode === BREAK_CODE;
    const message = isBreak ? BREAK_MESSAGE : error.message;
    const isSilent = message === '' || (error.isShown && !isBreak);
    for (let times = 1; times < error.braces; times += 1) screen.say(`${message}\n`, 'error');
    if (state.settings.isRmsgOn || isSilent) {
      if (!isSilent) screen.say(`${message}\n`, 'error');
      screen.freshLine();
      screen.sayReturnCode(error.returnCode, this.#returnMessage(error.returnCode, startedAtMs));
    } else screen.sayError(message, error.returnCode);
    error.isShown = true;
    error.braces = 0;
  }

  /** `r(111);`, and after `set rmsg on` how long it took and what time it is. */
  #returnMessage(returnCode: number, startedAtMs: number): string {
    const { state, nowMs, localTime } = this.#runner;
    const code = returnCode === 0 ? 'r;' : `r(${returnCode});`;
    if (!state.settings.isRmsgOn) return code;
    const seconds = ((nowMs() - startedAtMs) / 1000).toFixed(2);
    return `${code} t=${seconds} ${hoursMinutesSeconds(localTime()).replace(/^0/, '')}`;
  }
}
