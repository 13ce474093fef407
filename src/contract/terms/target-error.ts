import { oneLine, printable } from '../../timeline/printable.ts';
import { withoutSecrets } from '../../timeline/without-secrets.ts';

/** A target that can't be judged as it was given, and what to change: one clear message. */
export class TargetError extends Error {
  override readonly name = 'TargetError';

  /**
   * @param message - one line, whatever there is in it of what a server says
   * @param options.said - what a program said before it ended, on lines of its own; default: nothing
   */
  constructor(message: string, { said = '', ...options }: ErrorOptions & { said?: string } = {}) {
    super(oneLine(withoutSecrets(message)) + (said === '' ? '' : `:\n${printable(said)}`), options);
  }
}
