import type { Evidence, ExperimentEvidence, ExperimentId } from '../evidence/evidence.ts';
import { NO_PROTOCOL, type ProtocolVersion } from '../terms/protocol-version.ts';
import type { RuleId } from '../terms/rule-id.ts';
import type { Finding } from '../terms/verdict.ts';

/** One sentence that a server must keep, and how the evidence tells whether it does. */
export interface Rule {
  readonly id: RuleId;
  /** As the specification has it; of our own rules, as bad as breaking it is. */
  readonly level: 'must' | 'should';
  /** The versions of the protocol that it holds for. */
  readonly versions: readonly ProtocolVersion[];
  /** Why it doesn't hold for the versions after those, as a clause of which the version is the subject. */
  readonly ended?: string;
  /** Whether it holds for an endpoint that isn't MCP, too, and whose event stream carries lines; default false. */
  readonly lines?: true;
  /** The rule, in one plain sentence. */
  readonly says: string;
  /** What goes wrong for whom when it is broken. */
  readonly why: string;
  /** The section of the specification, or `ours`. */
  readonly source: string;
  /** The experiments that it is judged by. */
  readonly needs: readonly ExperimentId[];
  /**
   * Judges by what those experiments brought to light. Pure; is called only when all of them were
   * made.
   */
  readonly judge: (observed: Observed) => Finding;
}

/** Whether a rule holds for a version of the protocol; none holds for what is no version. */
export function holdsFor({ versions, lines }: Rule, protocolVersion: string): boolean {
  if (protocolVersion === NO_PROTOCOL) return lines === true;
  return versions.some((each) => each === protocolVersion);
}

/** What a rule gets to see: the whole evidence, and by name each experiment that it needs. */
export interface Observed {
  readonly evidence: Evidence;
  readonly experiment: (id: ExperimentId) => ExperimentEvidence;
}
