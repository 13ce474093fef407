import type {
  CallEvidence,
  Evidence,
  ExchangeEvidence,
  ExperimentEvidence,
  ExperimentId,
  Question,
} from '../../../src/contract/evidence/evidence.ts';
import { judge } from '../../../src/contract/judge/judge.ts';
import { RULES } from '../../../src/contract/rules/rules.ts';
import type { RuleId } from '../../../src/contract/terms/rule-id.ts';
import type { Arrival } from '../../../src/timeline/arrival.ts';
import { heardCall } from '../heard-call.ts';

interface Observed {
  /** Default: 2025-11-25. */
  readonly version?: string;
  readonly capabilities?: readonly string[];
  readonly granularityMs?: number;
  readonly experiments: Partial<Record<ExperimentId, Partial<ExperimentEvidence>>>;
}

/** What a rule says of some evidence: its outcome, and what was seen. Calls without delay were all in time. */
export function findingOf(ruleId: RuleId, observed: Observed): string {
  const { version = '2025-11-25', capabilities = [], granularityMs = 0 } = observed;
  const experiments: Partial<Record<ExperimentId, ExperimentEvidence>> = {
    noise: { calls: [heardCall()], exchanges: [], notMade: null },
  };
  for (const id of RULES.flatMap(({ needs }) => needs)) {
    const own = observed.experiments[id];
    if (own !== undefined) experiments[id] = { calls: [], exchanges: [], notMade: null, ...own };
  }
  const server = { name: 'x', version: '1', protocolVersion: version, capabilities };
  const evidence: Evidence = { server, granularityMs, experiments };
  const rules = RULES.filter(({ id }) => id === ruleId);
  const [verdict] = judge(evidence, rules);
  return verdict === undefined
    ? 'there is no such rule'
    : `${verdict.outcome}: ${verdict.evidence}`;
}

/** What a rule says of some calls of one experiment. */
export function findingOfCalls(
  calls: readonly CallEvidence[],
  ruleId: RuleId,
  experiment: ExperimentId,
  version = '2025-11-25',
): string {
  return findingOf(ruleId, { version, experiments: { [experiment]: { calls } } });
}

/** An exchange that was answered at once with 200 and a result. */
export function exchanged(
  asked: Question,
  otherwise: Partial<ExchangeEvidence> = {},
): ExchangeEvidence {
  return {
    asked,
    sentAtMs: 0,
    answeredAtMs: 1,
    endedAtMs: 2,
    status: 200,
    headers: {},
    body: '{}',
    bodyBytes: 2,
    errorCode: null,
    hasResult: true,
    failure: null,
    ...otherwise,
  };
}

/** The same call, with other arrivals. */
export function withArrivals(
  call: CallEvidence,
  change: (arrivals: CallEvidence['arrivals']) => CallEvidence['arrivals'],
): CallEvidence {
  return { ...call, arrivals: change(call.arrivals) };
}

/** The same call, of which nothing of some kinds came. */
export function without(call: CallEvidence, ...kinds: readonly Arrival['kind'][]): CallEvidence {
  return withArrivals(call, (arrivals) => arrivals.filter(({ kind }) => !kinds.includes(kind)));
}

/** The same call, and what came after it. */
export function followedBy(call: CallEvidence, ...more: readonly Arrival[]): CallEvidence {
  return withArrivals(call, (arrivals) => [...arrivals, ...more]);
}
