import type { PageRefusal } from './page-message.ts';

/** A request that can't be done as it was made. The message says what would be allowed. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  /** The HTTP status that says so: 400, or 429 when there is too much at once. */
  readonly status: 400 | 429;
  /** What is wrong with a text, and where; undefined when it is no text. */
  readonly problems: PageRefusal['problems'];

  constructor(message: string, status: 400 | 429 = 400, problems?: PageRefusal['problems']) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}
