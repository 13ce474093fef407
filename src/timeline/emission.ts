import type { Crash } from './crash.ts';

/** Something that Stata says, or the end of what it says. The word for it has no time in it yet. */
export type StataOutput =
  /** Characters exactly as Stata prints them, its newlines included. */
  | {
      readonly kind: 'output';
      /** What whoever decodes as it comes has got by now: only characters that are complete. */
      readonly text: string;
      /**
       * The bytes that were really written, in hexadecimal, when they aren't the text's own in UTF-8:
       * a piece that begins or ends inside a character, or bytes that are no UTF-8 at all. Only who
       * writes bytes has to look; see `bytesOf`.
       */
      readonly hex?: string;
    }
  /** A failure, which Stata prints as the message and, on a line of its own, `r(code);`. */
  | { readonly kind: 'error'; readonly returnCode: number; readonly message: string }
  /** The end of the run. Always the last thing said, and said once. */
  | {
      readonly kind: 'ended';
      /** 0 is success; `CRASHED` when Stata died. */
      readonly returnCode: number;
      /** How Stata died, if it did. */
      readonly crash?: Crash;
    };

/** A thing said by Stata, with its time. Only the simulated Stata writes these. */
export type Emission = (StataOutput | { readonly kind: 'started'; readonly code: string }) & {
  /** The instant it was said, in milliseconds since the clock's start. */
  readonly atMs: number;
};
