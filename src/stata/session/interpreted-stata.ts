import type { Clock } from '../../clock/clock.ts';
import type { StartStep } from '../../scenario/scenario.ts';
import type { Emission, StataOutput } from '../../timeline/emission.ts';
import type { DataExtract, ViewOptions } from '../dataset/data-extract.ts';
import type { Answer } from '../engine/interpreter.ts';
import type { Host } from '../host/host.ts';
import { MemoryBudget, type MemoryShare } from '../memory/memory-budget.ts';
import type { Stata } from './stata.ts';
import { StataSession } from './stata-session.ts';

export interface InterpretedStataOptions {
  readonly clock: Clock;
  /** The outside world; default: one in memory. */
  readonly host?: Host;
  /** Answers command lines in place of the commands that are built in. */
  readonly answer?: Answer;
  /** What happens when Stata is started, before its first run, and before the first after it left. */
  readonly start?: readonly StartStep[];
  /** Whether commands are shown before what they say, as a log does; default: true. */
  readonly isEchoed?: boolean;
  /** Is told of everything said, at the moment that it is said. */
  readonly record?: (emission: Emission) => void;
  /** Of which it takes what it keeps; default: one without a limit. */
  readonly budget?: MemoryBudget;
}

/**
 * A Stata that runs the code it is given, in the subset of the language that the README names. What it
 * remembers (macros, data, logs, …) it keeps from run to run, until code says `exit`.
 */
export class InterpretedStata implements Stata {
  readonly #options: InterpretedStataOptions;
  readonly #share: MemoryShare;
  #session: StataSession;
  #isStarted = false;

  constructor(options: InterpretedStataOptions) {
    this.#options = options;
    this.#share = (options.budget ?? new MemoryBudget()).share();
    this.#session = this.#open();
  }

  async *run(
    code: string,
    { signal, directory }: { readonly signal: AbortSignal; readonly directory?: string },
  ): AsyncGenerator<StataOutput, void, void> {
    if (this.#session.hasExited) {
      this.#session = this.#open();
      this.#isStarted = false;
    }
    if (directory !== undefined) this.#session.host.files.changeDirectory(directory);
    const { isEchoed = true, start = [] } = this.#options;
    const before = this.#isStarted ? [] : start;
    this.#isStarted = true;
    yield* this.#session.run(code, { signal, isEchoed, before });
  }

  /** Gives back what it has of the memory budget. Nothing is run afterwards. */
  close(): void {
    this.#share[Symbol.dispose]();
  }

  #open(): StataSession {
    this.#share.note(0);
    return new StataSession({ ...this.#options, share: this.#share });
  }

  view(options: ViewOptions): Promise<DataExtract> {
    return this.#session.view(options);
  }
}
