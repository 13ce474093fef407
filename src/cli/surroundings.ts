import type { Terminal } from './terminal.ts';

/** What the command line program is given by whoever starts it. */
export interface Surroundings {
  /** Where results go. */
  readonly terminal: Terminal;
  /** Where complaints go. */
  readonly complain: (text: string) => void;
  /** Aborted when the person wants no more of it. */
  readonly signal: AbortSignal;
}
