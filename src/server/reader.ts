import type { Clock } from '../clock/clock.ts';
import type { StataOutput } from '../timeline/emission.ts';

/** Something the server tells its client while a run goes on. */
export interface LogMessage {
  readonly level: 'notice' | 'error';
  readonly text: string;
}

/** What a tool call comes to. */
export interface RunResult {
  /** Everything that Stata printed. */
  readonly text: string;
  /** 0 is success; otherwise the code that Stata prints as `r(code);`. */
  readonly returnCode: number;
}

/** One execution, as a reader gets it. */
export interface StataRun {
  /** What the code is called when people are told of it: a file's name, or `selection`. */
  readonly label: string;
  readonly outputs: AsyncIterable<StataOutput>;
  readonly clock: Clock;
  /** Aborted when the client has cancelled the call. */
  readonly signal: AbortSignal;
}

/**
 * Turns what Stata says into messages, each yielded at the moment the client should be told, and
 * returns the result at the moment that the call is over.
 *
 * @throws the signal's reason when the run is cancelled
 */
export type Reader = (run: StataRun) => AsyncGenerator<LogMessage, RunResult, void>;
