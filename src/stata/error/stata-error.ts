/**
 * What makes a command fail, and the only thing that Stata code can throw. Its message is what Stata
 * prints; the `r(#);` under it is not part of it.
 */
export class StataError extends Error {
  override readonly name = 'StataError';
  readonly returnCode: number;
  /** Whether somebody has read the message already, so that outer levels only give the code. */
  isShown: boolean;
  /** How many blocks it has come out of since anybody was told. */
  braces = 0;

  /** @param message - without a newline at its end; empty when the command fails in silence */
  constructor(returnCode: number, message: string, options: { readonly isShown?: boolean } = {}) {
    super(message);
    this.returnCode = returnCode;
    this.isShown = options.isShown ?? false;
  }
}

/** What Stata says when the Break key is pressed, and when a do-file says `exit 1`. */
export const BREAK_MESSAGE = '--Break--';

/** The return code of a broken command. */
export const BREAK_CODE = 1;
