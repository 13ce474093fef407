/** How a call to Stata came out, before any profile has put it into words. */
export type StataOutcome =
  | {
      readonly kind: 'ended';
      /** Everything that Stata printed, without its last newline. */
      readonly text: string;
      /** 0 is success; otherwise the code that Stata prints as `r(code);`. */
      readonly returnCode: number;
      /** From the call to its return, in milliseconds. */
      readonly tookMs: number;
    }
  /** Stata was still at work when the call's time was up. */
  | { readonly kind: 'timed-out'; readonly text: string; readonly tookMs: number }
  /** Nothing was run; the reason is a clause such as `Session busy: default (3.6s)`. */
  | { readonly kind: 'refused'; readonly reason: string; readonly tookMs: number };

/** Whether the client did not get what it asked for. */
export function isFailure(outcome: StataOutcome): boolean {
  return outcome.kind !== 'ended' || outcome.returnCode !== 0;
}

/** What Stata says of its own failure: the last message and its `r(code);`. */
export function errorText(text: string): string {
  return text.trimEnd().split('\n').slice(-2).join('\n');
}
