/**
 * What running code asks of the world. The interpreter is a synchronous generator that yields these;
 * a `Driver` carries them out by the clock, hands over what has been said meanwhile, and presses the
 * Break key by throwing at the point of the `yield`. So nothing in the language knows about promises,
 * and a command can be stopped wherever it yields and nowhere else.
 */
export type Effect =
  /** Work in silence for so long. */
  | { readonly kind: 'sleep'; readonly ms: number }
  /** Do nothing any more, until the Break key is pressed. */
  | { readonly kind: 'hang' }
  /** One more statement has been run: a good moment to hand over output and to look for Break. */
  | { readonly kind: 'step' }
  /**
   * A chunk of a statement's work has been done: a good moment to look for Break, and to let others run.
   * Chunks take no time of the clock, however many there are.
   */
  | { readonly kind: 'chunk' }
  /** A line from the keyboard is needed. The reply is the line; undefined is the end of input. */
  | { readonly kind: 'line'; readonly prompt: string }
  /** `--more--` is shown until a key is pressed. The reply is the key; undefined without a keyboard. */
  | { readonly kind: 'more' };

/** What the driver answers to an effect: a line, a key, or {@link SLOW}. */
export type Reply = string | undefined;

/** The reply to a chunk that took long: the next chunks should be smaller. */
export const SLOW = 'slow';

/** A computation that can be interrupted: it yields effects and returns a result. */
export type Work<Result = void> = Generator<Effect, Result, Reply>;

export const STEP: Effect = { kind: 'step' };

export const CHUNK: Effect = { kind: 'chunk' };

/** Lets time pass. */
export function* sleep(ms: number): Work {
  yield { kind: 'sleep', ms };
}
