import type { Evidence } from '../evidence/evidence.ts';
import type { Verdict } from '../terms/verdict.ts';

/** A server, judged. It is shown around, so that no keys are in what it says of its target. */
export interface ContractReport {
  readonly target: {
    readonly name: string;
    readonly url: string;
    readonly tool: string;
  };
  /** One for each rule that was asked for, in the order of the rules. */
  readonly verdicts: readonly Verdict[];
  /** What they were judged by. */
  readonly evidence: Evidence;
  /** How long the experiments took, in milliseconds. */
  readonly tookMs: number;
}
