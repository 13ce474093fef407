import { expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { holdToContract } from '../../src/contract/hold-to-contract.ts';
import { inProcessTarget } from '../../src/contract/in-process-target.ts';
import { z17 } from '../../src/contract/rules/z17-resumed-without-loss.ts';
import { stataStimulus } from '../../src/contract/stata-stimulus.ts';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import { createEndpoint } from '../../src/testbed/endpoint.ts';

it('a result that repeats what was said is no doubling, as Stata’s does', async () => {
  const clock = new VirtualClock();
  const scenario = await findScenario('real-code');
  await using endpoint = createEndpoint({ scenario, manager: 'streaming', clock });
  const stimulus = stataStimulus({ tool: 'stata_run_selection' });
  const target = inProcessTarget({ handle: endpoint.handle, clock, stimulus });
  const { verdicts } = await clock.runUntil(
    holdToContract({ target, seed: 1, nonce: 'test', rules: [z17] }),
  );
  expect(verdicts).toMatchObject([{ outcome: 'pass' }]);
});
