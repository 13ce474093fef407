import type { Screen } from '../output/screen.ts';
import type { Node } from '../syntax/node.ts';
import type { Prefix } from '../syntax/prefixes.ts';
import type { Work } from '../work/effect.ts';
import type { SessionState } from './session-state.ts';

/** What the last `if` of a list of statements came to, for the `else` that may follow. */
export interface Branch {
  isTaken: boolean | undefined;
}

/** What runs statements that have been read. */
export interface StatementRunner {
  readonly state: SessionState;
  readonly screen: Screen;
  nowMs(): number;
  localTime(): Date;
  /** The work of a scenario's answer to a statement as it is written; undefined when it has none. */
  answered(text: string, interpret: () => Work): Work | undefined;
  /** Runs one command line whose macros are not expanded yet. */
  runLine(text: string, branch: Branch): Work;
  /** Runs a block that has been read whole. */
  runBlock(head: string, body: readonly Node[], branch: Branch): Work;
  /** Keeps a program for later. */
  define(head: string, lines: readonly string[]): Work;
  /** Runs work with the output that its prefixes let through; `capture` also catches its errors. */
  withPrefixes(prefixes: readonly Prefix[], work: () => Work): Work;
  /** Runs work one level deeper. @throws StataError r(1000) when too much is nested */
  nested(work: () => Work): Work;
  /** Whether the body of an `if` or `else` is to be run. */
  decide(command: string, branch: Branch): Work<boolean>;
}
