import { VirtualClock } from '../../clock/virtual-clock.ts';
import { holdToContract } from '../../contract/judge/hold-to-contract.ts';
import { RULES } from '../../contract/rules/rules.ts';
import { streamProbeStimulus } from '../../contract/stimulus/stream-probe-stimulus.ts';
import { inProcessTarget } from '../../contract/target/in-process-target.ts';
import type { RuleId } from '../../contract/terms/rule-id.ts';
import type { SessionManager } from '../../manager/session-manager.ts';
import { createStreamProbeServer } from '../../server/stream-probe-server.ts';
import { createManagedEndpoint } from '../../testbed/managed-endpoint.ts';

/** A manager to be checked: puts itself before a transport. */
export type ManagerMaker = (transport: SessionManager) => SessionManager;

/** What the contract says of a manager by one rule. */
export interface CheckResult {
  /** The rule, and in a sentence what a server has to do. */
  readonly says: string;
  /** What was seen instead; null when the rule is kept. */
  readonly fault: string | null;
}

/** In virtual time, of which there is plenty. */
const BUDGET_MS = 3_600_000;

/**
 * Holds a server with this manager to the contract, in this process and in virtual time. What can't
 * be told is a fault too; a rule that has nothing to say about such a server says nothing.
 *
 * @param ids - the rules; all by default
 */
export async function checkManager(
  manager: ManagerMaker,
  ids?: readonly RuleId[],
): Promise<readonly CheckResult[]> {
  const clock = new VirtualClock();
  const createServer = () => createStreamProbeServer({ clock });
  await using endpoint = createManagedEndpoint({ manager: 'streaming', clock, createServer });
  const handle = manager(endpoint.handle);
  const target = inProcessTarget({ handle, clock, stimulus: streamProbeStimulus() });
  const rules = RULES.filter(({ id }) => ids === undefined || ids.includes(id));
  const options = { target, rules, seed: 1, nonce: 'learn', budgetMs: BUDGET_MS };
  const { verdicts } = await clock.runUntil(holdToContract(options));
  return verdicts.flatMap(({ ruleId, outcome, evidence }) => {
    if (outcome === 'not-applicable') return [];
    const says = rules.find(({ id }) => id === ruleId)?.says ?? '';
    return [{ says: `${ruleId}  ${says}`, fault: outcome === 'pass' ? null : evidence }];
  });
}
