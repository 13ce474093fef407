import { VirtualClock } from '../clock/virtual-clock.ts';
import type { ContractReport } from '../contract/judge/contract-report.ts';
import { holdToContract } from '../contract/judge/hold-to-contract.ts';
import { RULES } from '../contract/rules/rules.ts';
import type { RuleId } from '../contract/terms/rule-id.ts';
import type { Target } from '../contract/terms/target.ts';

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

/** One rule as a test. */
export interface ContractTest {
  /** The rule's id and its sentence. */
  readonly name: string;
  /** Why the rule is not judged; undefined when it is. */
  readonly skip: string | undefined;
  /**
   * Judges it. What the evidence doesn't tell is not passed: raise the budget, or skip the rule.
   *
   * @returns why the rule doesn't apply to this server; undefined when it does, and is kept
   * @throws Error when the rule is broken, or nobody can tell
   */
  run(): Promise<string | undefined>;
}

const BUDGET_MS = 120_000;
/** How long the experiments may take longer than their budget before a runner says that they hang. */
const GRACE_MS = 60_000;

/** The streaming contract for one server, for a runner that we know nothing of. */
export interface ContractTests {
  readonly tests: readonly ContractTest[];
  /** How long the first test to run may take, in milliseconds: it makes the experiments for all. */
  readonly timeoutMs: number;
  /** Makes the experiments, if they have not been made. */
  prepare(): Promise<void>;
}

/**
 * The streaming contract as tests, a rule each. The plain function beneath `describeStreamingContract`.
 *
 * @param openTarget - makes the server ready; in virtual time if its clock is a `VirtualClock`
 *
 * @example
 * ```ts
 * for (const { name, skip, run } of contractTests(openTarget).tests) {
 *   test(name, { skip }, async (t) => t.diagnostic((await run()) ?? 'kept')); // node:test
 * }
 * ```
 */
export function contractTests(
  openTarget: () => Target | Promise<Target>,
  options: StreamingContractOptions = {},
): ContractTests {
  const { claims, skip = {}, budgetMs = BUDGET_MS, seed = 1 } = options;
  const reasonToSkip = (id: RuleId): string | undefined =>
    skip[id] ?? ((claims?.includes(id) ?? true) ? undefined : 'not claimed');
  const rules = RULES.filter(({ id }) => reasonToSkip(id) === undefined);
  let report: Promise<ContractReport> | undefined;
  const judged = (): Promise<ContractReport> => {
    report ??= holdOnce(openTarget, { seed, budgetMs, rules });
    return report;
  };
  return {
    timeoutMs: budgetMs + GRACE_MS,
    prepare: async () => void (await judged()),
    tests: RULES.map(({ id, says }) => ({
      name: `${id} ${says}`,
      skip: reasonToSkip(id),
      run: async () => outcomeOf(await judged(), id),
    })),
  };
}

async function holdOnce(
  openTarget: () => Target | Promise<Target>,
  options: Pick<Parameters<typeof holdToContract>[0], 'seed' | 'budgetMs' | 'rules'>,
): Promise<ContractReport> {
  const target = await openTarget();
  const judging = holdToContract({ target, nonce: 'contract', ...options });
  const { clock } = target;
  return clock instanceof VirtualClock ? await clock.runUntil(judging) : await judging;
}

function outcomeOf({ verdicts }: ContractReport, id: RuleId): string | undefined {
  const verdict = verdicts.find(({ ruleId }) => ruleId === id);
  if (verdict?.outcome === 'not-applicable') return verdict.evidence;
  if (verdict?.outcome === 'pass') return undefined;
  throw new Error(`${verdict?.outcome}: ${verdict?.evidence}`);
}
