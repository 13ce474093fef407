import { beforeAll, describe, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import type { ContractReport } from '../contract/contract-report.ts';
import { holdToContract } from '../contract/hold-to-contract.ts';
import type { RuleId } from '../contract/rule-id.ts';
import { RULES } from '../contract/rules.ts';
import type { Target } from '../contract/target.ts';

export interface StreamingContractOptions {
  /** The rules that the target claims to keep; default: all. The others are skipped, and say so. */
  readonly claims?: readonly RuleId[];
  /** Rules that it doesn't keep, or not yet, and why. */
  readonly skip?: Readonly<Partial<Record<RuleId, string>>>;
  /** How long the experiments may take, in milliseconds of the target's clock; default 2 minutes. */
  readonly budgetMs?: number;
  /** What the order of the trials is drawn from; default 1. */
  readonly seed?: number;
}

const BUDGET_MS = 120_000;
/** How long the experiments may take longer than their budget before Vitest says that they hang. */
const GRACE_MS = 60_000;

/**
 * Holds a server to the streaming contract, each rule a test. The experiments are made once, before
 * the first. What the evidence doesn't tell is not passed: raise the budget, or skip the rule.
 *
 * @param name - what the server is called in reports
 * @param openTarget - makes the server ready; in virtual time if its clock is a `VirtualClock`
 */
export function describeStreamingContract(
  name: string,
  openTarget: () => Target | Promise<Target>,
  options: StreamingContractOptions = {},
): void {
  const { claims, skip = {}, budgetMs = BUDGET_MS, seed = 1 } = options;
  const isJudged = (id: RuleId): boolean =>
    skip[id] === undefined && (claims?.includes(id) ?? true);
  const rules = RULES.filter(({ id }) => isJudged(id));

  describe(name, () => {
    let report: ContractReport;
    beforeAll(async () => {
      const target = await openTarget();
      const judging = holdToContract({ target, seed, nonce: 'contract', budgetMs, rules });
      const { clock } = target;
      report = clock instanceof VirtualClock ? await clock.runUntil(judging) : await judging;
    }, budgetMs + GRACE_MS);

    for (const { id, says } of RULES) {
      if (!isJudged(id)) {
        it.skip(`${id} ${says} (${skip[id] ?? 'not claimed'})`);
        continue;
      }
      it(`${id} ${says}`, ({ skip: leaveOut }) => {
        const verdict = report.verdicts.find(({ ruleId }) => ruleId === id);
        if (verdict?.outcome === 'not-applicable') leaveOut(verdict.evidence);
        if (verdict?.outcome !== 'pass') {
          throw new Error(`${verdict?.outcome}: ${verdict?.evidence}`);
        }
      });
    }
  });
}
