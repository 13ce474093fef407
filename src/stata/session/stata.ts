import type { StataOutput } from '../../timeline/emission.ts';
import type { DataExtract, ViewOptions } from '../dataset/data-extract.ts';

/** A Stata that code can be handed to. What reaches it, and how, is the business of others. */
export interface Stata {
  /**
   * Runs code and says what Stata would say, when Stata would say it.
   *
   * The last output is always `ended`. The run waits for its listener: nothing more is said until
   * the last thing said has been taken.
   *
   * @param code - do-file code
   * @param options.directory - is made the working directory, in silence; default: it stays
   * @param options.signal - Stata's Break key: aborting it makes Stata say `--Break--` and `r(1);`,
   *   and nothing more of the run
   */
  run(
    code: string,
    options: { readonly signal: AbortSignal; readonly directory?: string },
  ): AsyncIterable<StataOutput>;

  /**
   * The data in memory, as they are when it is called; a Stata that only plays a script has none.
   *
   * @param options.condition - what follows `if`; everything without one
   * @param options.rowsMax - how many rows are wanted at most
   * @throws StataError when the condition is no expression, or not of these data
   */
  view?(options: ViewOptions): Promise<DataExtract>;

  /** Gives back what it keeps. Nothing is run afterwards. */
  close?(): void;
}
