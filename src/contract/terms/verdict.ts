import type { RuleId } from './rule-id.ts';

/**
 * - `pass`: the evidence shows that the rule is kept
 * - `fail`: the evidence shows that it is broken
 * - `cannot-tell`: the evidence shows neither; never green
 * - `not-applicable`: the rule has nothing to say about this server
 */
export type Outcome = 'pass' | 'fail' | 'cannot-tell' | 'not-applicable';

/** What the evidence says of a rule. */
export interface Finding {
  readonly outcome: Outcome;
  /** What was seen, in one sentence, with its numbers; for `cannot-tell` also what to change. */
  readonly evidence: string;
}

export interface Verdict extends Finding {
  readonly ruleId: RuleId;
  /** A broken `must` is a failure, a broken `should` a warning. */
  readonly level: 'must' | 'should';
}

export function pass(evidence: string): Finding {
  return { outcome: 'pass', evidence };
}

export function fail(evidence: string): Finding {
  return { outcome: 'fail', evidence };
}

export function cannotTell(evidence: string): Finding {
  return { outcome: 'cannot-tell', evidence };
}

export function notApplicable(evidence: string): Finding {
  return { outcome: 'not-applicable', evidence };
}

/** The worst of several findings, with the evidence of all. */
export function worstOf(findings: readonly Finding[]): Finding {
  const order = ['fail', 'cannot-tell', 'pass', 'not-applicable'] as const;
  const outcome = order.find((each) => findings.some((finding) => finding.outcome === each));
  const evidence = findings.map((finding) => finding.evidence).join('; ');
  return outcome === undefined ? cannotTell('no call was made') : { outcome, evidence };
}
