import type { Interruption } from './interrupted.ts';
import type { TerminalFacts } from './terminal-facts.ts';

/** What the thread of the program is given at its start. */
export interface ThreadData {
  /** What follows the program's name. */
  readonly args: readonly string[];
  readonly facts: TerminalFacts;
}

/** What the thread of the program is told. */
export type ToThread =
  | { readonly kind: 'interrupted'; readonly by: Interruption }
  /** Undefined when the person ended the input (Ctrl-D). */
  | { readonly kind: 'typed'; readonly text: string | undefined };

/** What the thread of the program asks for: only the main thread has the keyboard. */
export interface FromThread {
  readonly kind: 'ask';
  readonly question: string;
}
