import type { Clock } from '../../clock/clock.ts';
import type { StartStep } from '../../scenario/scenario.ts';
import { CRASHED, type Crash } from '../../timeline/crash.ts';
import type { Emission, StataOutput } from '../../timeline/emission.ts';
import { COMMANDS } from '../command/commands.ts';
import type { DataExtract, ViewOptions } from '../dataset/data-extract.ts';
import { BreakKey } from '../engine/break-key.ts';
import type { CallFrame } from '../engine/call-frame.ts';
import { viewedInChunks } from '../engine/data-view.ts';
import { Driver, type Keyboard } from '../engine/driver.ts';
import { type Answer, Interpreter } from '../engine/interpreter.ts';
import { Jump } from '../engine/jump.ts';
import { KeyboardSource } from '../engine/keyboard-source.ts';
import { SessionState } from '../engine/session-state.ts';
import { StataError } from '../error/stata-error.ts';
import type { Host } from '../host/host.ts';
import { memoryHost } from '../host/host.ts';
import { Logs } from '../log/logs.ts';
import type { MemoryShare } from '../memory/memory-budget.ts';
import { sayBanner } from '../output/banner.ts';
import { Screen } from '../output/screen.ts';
import type { Value } from '../value/value.ts';
import type { Work } from '../work/effect.ts';
import { atOnce } from '../work/in-chunks.ts';
import { inTimeSlices } from '../work/time-slice.ts';
import { playStart } from './play-steps.ts';

export interface StataSessionOptions {
  readonly clock: Clock;
  /** The outside world; default: one in memory, see {@link memoryHost}. */
  readonly host?: Host;
  /** Answers command lines in place of the commands that are built in; default: none. */
  readonly answer?: Answer;
  /** Is told of everything said, at the moment that it is said. */
  readonly record?: (emission: Emission) => void;
  /** What it may have of the process's memory; default: as much as it wants. */
  readonly share?: MemoryShare;
}

export interface StataRunOptions {
  /** Whether commands are shown before what they say; default: true. */
  readonly isEchoed?: boolean;
  /** Aborting it presses the Break key for good: nothing more of the run happens. */
  readonly signal?: AbortSignal;
  /** Where lines come from that code asks for; default: there are none. */
  readonly keyboard?: Keyboard;
  /** What Stata does before, as it does when it is started; default: nothing. */
  readonly before?: readonly StartStep[];
}

/** How a run ended. */
interface RunEnd {
  returnCode: number;
  crash?: Crash;
}

/**
 * A simulated Stata: everything behind `InterpretedStata`, and behind every front.
 *
 * A front decides where code comes from and where text goes, and nothing else:
 *
 * - **a runner, pystata, MCP**: {@link run} runs code as a do-file's, with or without echo;
 * - **batch**: {@link sayBanner}, then {@link command} with the command line's words;
 * - **a console**: {@link sayBanner}, then {@link converse} with a `Keyboard`, which is asked for one
 *   line after another. The prompt that it is asked with (`. `, `  2. `, `> `) tells whether Stata is
 *   waiting for the rest of a block. On a terminal the front shows prompt and line itself
 *   (`echo: 'logs'`); on a pipe the session does (`echo: 'all'`).
 *
 * All of them are async generators of what is said, in order; each waits for its listener, and ends
 * with `ended`. One at a time: a session is busy while one of them runs. {@link breakKey} may be
 * pressed at any time, from anywhere; it ends what runs, and what Stata's `capture` catches of that
 * goes on, as in Stata. A `signal` is pressed for good.
 *
 * After `exit` {@link hasExited} is true, and the front should end. {@link close} closes the logs.
 *
 * Files are read and written synchronously through `host.files`; time passes by `clock` only. A
 * thousand statements take a millisecond, fewer none: see `Driver`.
 */
export class StataSession {
  readonly host: Host;
  readonly state = new SessionState();
  readonly screen: Screen;
  readonly logs: Logs;
  readonly breakKey = new BreakKey();
  readonly #clock: Clock;
  readonly #record: (emission: Emission) => void;
  readonly #interpreter: Interpreter;
  #isBusy = false;
  #hasExited = false;

  constructor(options: StataSessionOptions) {
    const { clock, host = memoryHost(), answer = () => undefined } = options;
    this.host = host;
    this.#clock = clock;
    this.#record = options.record ?? (() => {});
    this.screen = new Screen({ linesize: host.linesize });
    const { screen, state } = this;
    if (options.share !== undefined) state.memory.share = options.share;
    state.filesHeld = () => host.files.heldBytes;
    const localTime = (): Date => new Date(this.#localEpochMs());
    this.logs = new Logs({ screen, files: host.files, localTime });
    const { logs } = this;
    const nowMs = (): number => clock.now();
    this.#interpreter = new Interpreter({
      state,
      host,
      screen,
      logs,
      nowMs,
      localTime,
      answer,
      commands: COMMANDS,
    });
  }

  /** Whether code has left Stata. */
  get hasExited(): boolean {
    return this.#hasExited;
  }

  /** Local macros of the session itself, as somebody at the keyboard has them. */
  get callFrame(): CallFrame {
    return this.#interpreter.callFrame;
  }

  /** Runs code as a do-file's, up to its first error, and says nothing at its end. */
  run(code: string, options: StataRunOptions = {}): AsyncGenerator<StataOutput, void, void> {
    const { isEchoed = true } = options;
    const { before = [] } = options;
    const work = this.#interpreter.runCode(code, { isEchoed });
    return this.#say(code, after(playStart(this.#interpreter, before), work), options);
  }

  /**
   * Runs one command line with its echo, as the first thing in a batch log.
   *
   * @param line - such as `do test.do `, with the blank that Stata leaves at the end
   */
  command(line: string, options: StataRunOptions = {}): AsyncGenerator<StataOutput, void, void> {
    return this.#say(line, this.#interpreter.runFirst(line), options);
  }

  /** Says what Stata says when it starts. */
  sayBanner(options: StataRunOptions = {}): AsyncGenerator<StataOutput, void, void> {
    const start = playStart(this.#interpreter, options.before ?? []);
    return this.#say('', after(start, sayBanner(this.screen, this.host)), options);
  }

  /**
   * Reads lines from a keyboard and runs them, until there are no more or code leaves Stata. Errors
   * end a statement, never the conversation.
   *
   * @param options.echo - `all`: prompts and lines are said; `logs`: they are only written to logs,
   *   since the front has shown them
   */
  converse(
    keyboard: Keyboard,
    { echo }: { readonly echo: 'all' | 'logs' },
  ): AsyncGenerator<StataOutput, void, void> {
    const source = new KeyboardSource(this.screen, echo === 'all');
    return this.#say('', this.#interpreter.converse(source), { keyboard });
  }

  /**
   * What an expression comes to, outside of all observations.
   *
   * @throws StataError when it isn't one, or can't be evaluated
   */
  evaluate(expression: string): Value {
    return this.#interpreter.evaluate(expression);
  }

  /** A text with its macros expanded. */
  expand(text: string): string {
    return atOnce(this.#interpreter.expand(text));
  }

  /**
   * The observations of the data in memory for which a condition is true, as they are now. Others run
   * meanwhile, and may change the data.
   *
   * @throws StataError when the condition is no expression, or not of these data
   */
  async view({ condition, rowsMax }: ViewOptions): Promise<DataExtract> {
    const { state } = this;
    const isWanted = condition === undefined ? undefined : this.#interpreter.isTrueOf(condition);
    return await inTimeSlices(viewedInChunks(state, { isWanted, rowsMax }), this.#clock);
  }

  /** Closes the logs, with or without their last lines. */
  close(options: { readonly isCrash?: boolean } = {}): void {
    for (const log of this.logs.list()) {
      if (!options.isCrash) this.logs.abandon(log);
    }
    this.logs.flush();
  }

  async *#say(
    code: string,
    work: Work,
    { signal, keyboard }: StataRunOptions,
  ): AsyncGenerator<StataOutput, void, void> {
    if (this.#isBusy) throw new Error('this Stata is busy: it runs one thing at a time');
    this.#isBusy = true;
    const { screen, logs, breakKey } = this;
    // A Break that was pressed while nothing ran has no effect.
    breakKey.release();
    const end: RunEnd = { returnCode: 0 };
    const driver = new Driver({ clock: this.#clock, screen, logs, breakKey, keyboard });
    signal?.addEventListener('abort', breakKey.press);
    this.#tell({ kind: 'started', code });
    try {
      const isBroken = (): boolean => signal?.aborted ?? false;
      for await (const shown of driver.drive(this.#settled(work, end), isBroken)) {
        this.#tell(shown);
        yield shown;
      }
    } finally {
      signal?.removeEventListener('abort', breakKey.press);
      this.#isBusy = false;
      this.state.noteMemory();
    }
    const ended: StataOutput = { kind: 'ended', ...end };
    this.#tell(ended);
    yield ended;
  }

  /** Runs work and records how it ended. Afterwards all output is shown again. */
  *#settled(work: Work, end: RunEnd): Work {
    try {
      yield* work;
      this.logs.flush();
      const fault = this.logs.takeFault();
      if (fault !== undefined) throw fault;
    } catch (error) {
      if (error instanceof StataError) {
        end.returnCode = error.returnCode;
        if (!error.isShown) this.screen.sayError(error.message, error.returnCode);
      } else if (error instanceof Jump) {
        this.#hasExited ||= error.to === 'out-of-stata';
        if (error.crash !== undefined) {
          end.crash = error.crash;
          end.returnCode = CRASHED;
        }
      } else throw error;
    } finally {
      this.screen.voice = 'all';
    }
  }

  #tell(
    said: Emission extends infer E ? (E extends unknown ? Omit<E, 'atMs'> : never) : never,
  ): void {
    this.#record({ ...said, atMs: this.#clock.now() });
  }

  #localEpochMs(): number {
    const { startEpochMs, utcOffsetMinutes } = this.host;
    return startEpochMs + this.#clock.now() + utcOffsetMinutes * 60_000;
  }
}

function* after(first: Work, second: Work): Work {
  yield* first;
  yield* second;
}
