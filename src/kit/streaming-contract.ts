import { beforeAll, describe, it } from 'vitest';
import type { Target } from '../contract/terms/target.ts';
import { contractTests, type StreamingContractOptions } from './contract-tests.ts';

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
  const { tests, prepare, timeoutMs } = contractTests(openTarget, options);
  describe(name, () => {
    if (tests.some(({ skip }) => skip === undefined)) beforeAll(prepare, timeoutMs);
    for (const { name: rule, skip: reason, run } of tests) {
      if (reason !== undefined) {
        it.skip(`${rule} (${reason})`);
        continue;
      }
      it(rule, async ({ skip: leaveOut }) => {
        const inapplicable = await run();
        if (inapplicable !== undefined) leaveOut(inapplicable);
      });
    }
  });
}
