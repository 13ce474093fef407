import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import type { ContractReport } from '../../src/contract/judge/contract-report.ts';
import { holdToContract } from '../../src/contract/judge/hold-to-contract.ts';
import type { Rule } from '../../src/contract/rules/rule.ts';
import { RULES } from '../../src/contract/rules/rules.ts';
import { streamProbeStimulus } from '../../src/contract/stimulus/stream-probe-stimulus.ts';
import { inProcessTarget } from '../../src/contract/target/in-process-target.ts';
import type { Outcome } from '../../src/contract/terms/verdict.ts';
import type { ManagerName } from '../../src/manager/managers.ts';
import type { SessionManager } from '../../src/manager/session-manager.ts';
import { createStreamProbeServer } from '../../src/server/stream-probe-server.ts';
import { createManagedEndpoint } from '../../src/testbed/managed-endpoint.ts';

interface JudgedOptions {
  readonly rules?: readonly Rule[];
  /** Puts something before the manager. */
  readonly before?: (manager: SessionManager) => SessionManager;
}

/** Holds the fixture server behind a manager to the contract, or to some rules of it, in virtual time. */
export async function judged(
  manager: ManagerName,
  { rules = RULES, before = (same) => same }: JudgedOptions = {},
): Promise<ContractReport> {
  const clock = new VirtualClock();
  const createServer = () => createStreamProbeServer({ clock });
  await using endpoint = createManagedEndpoint({ manager, clock, createServer });
  const stimulus = streamProbeStimulus();
  const target = inProcessTarget({ handle: before(endpoint.handle), clock, stimulus });
  const budgetMs = 600_000;
  return await clock.runUntil(holdToContract({ target, seed: 1, nonce: 'test', budgetMs, rules }));
}

/** The rules of which a verdict says this. */
export function rulesThat(outcome: Outcome, { verdicts }: ContractReport): readonly string[] {
  return verdicts.filter((verdict) => verdict.outcome === outcome).map(({ ruleId }) => ruleId);
}
