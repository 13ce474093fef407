/** Something that Stata says, or the end of what it says. The word for it has no time in it yet. */
export type StataOutput =
  /** Characters exactly as Stata prints them, its newlines included. */
  | { readonly kind: 'output'; readonly text: string }
  /** A failure, which Stata prints as the message and, on a line of its own, `r(code);`. */
  | { readonly kind: 'error'; readonly returnCode: number; readonly message: string }
  /** The end of the run; 0 is success. Always the last thing said, and said once. */
  | { readonly kind: 'ended'; readonly returnCode: number };

/** A thing said by Stata, with its time. Only the simulated Stata writes these. */
export type Emission = (StataOutput | { readonly kind: 'started'; readonly code: string }) & {
  /** The instant it was said, in milliseconds since the clock's start. */
  readonly atMs: number;
};
