import { constants } from 'node:os';

/** The signals by which a person, or whoever started the program, wants no more of it. */
export const INTERRUPTIONS = ['SIGINT', 'SIGTERM'] as const;

export type Interruption = (typeof INTERRUPTIONS)[number];

/** The reason of a signal that was aborted because the program was interrupted. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly by: Interruption;

  constructor(by: Interruption) {
    super(`interrupted by ${by}`);
    this.by = by;
  }
}

/** What shells say of a program that a signal has ended: 130 for Ctrl-C, 143 for SIGTERM. */
export function exitCodeFor(by: Interruption): number {
  return 128 + constants.signals[by];
}
