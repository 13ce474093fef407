import { withoutSecrets } from '../../timeline/without-secrets.ts';
import { RULES } from '../rules/rules.ts';
import type { ContractReport } from './contract-report.ts';
import { type GatherOptions, gather } from './gather.ts';
import { judge } from './judge.ts';

/**
 * Holds a server to the contract: makes the experiments, and judges what they bring to light.
 *
 * @example
 * ```ts
 * const report = await holdToContract({ target, seed: 1, nonce: randomUUID() });
 * const broken = report.verdicts.filter(({ outcome }) => outcome === 'fail');
 * ```
 */
export async function holdToContract(options: GatherOptions): Promise<ContractReport> {
  const { target, rules = RULES } = options;
  const { name, url, clock, stimulus } = target;
  const startedAtMs = clock.now();
  const evidence = await gather(options);
  return {
    target: { name: withoutSecrets(name), url: withoutSecrets(url), tool: stimulus.tool },
    verdicts: judge(evidence, rules).map((verdict) => ({
      ...verdict,
      evidence: withoutSecrets(verdict.evidence),
    })),
    evidence,
    tookMs: clock.now() - startedAtMs,
  };
}
