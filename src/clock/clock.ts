/**
 * The only notion of time in the house. Everything that waits or asks for the time is handed a
 * `Clock`, so that a twelve-second run can take twelve seconds, one second or no time at all.
 */
export interface Clock {
  /** How many of its milliseconds pass in one of the machine's; undefined where those have no part in it. */
  readonly speed?: number;

  /** Milliseconds since this clock's start. Never decreases; may have a fraction. */
  now(): number;

  /**
   * Resolves when `ms` milliseconds of this clock have passed, and never earlier.
   *
   * @param ms - how long; zero and negative durations end at the clock's next opportunity
   * @param signal - ends the wait early
   * @throws the signal's reason, when it is aborted before or during the wait
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;

  /**
   * Lets the machine do what else there is to do, in the middle of long work that takes no time of this
   * clock. Default: what {@link sleep} does with 0 ms.
   */
  giveWay?(): Promise<void>;
}
