import { fitTracking, type Trial } from '../../contract/tracking/tracking.ts';
import { heardEvents } from '../../delivery/heard-event.ts';
import type { ManagerName } from '../../manager/managers.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { run } from '../../testbed/run.ts';
import type { DesignMessage } from '../message/page-message.ts';
import { drawTrials, trialScenario } from './trials.ts';

const TRIALS = 24;

/**
 * The randomised design in virtual time: `first` and `total` are drawn independently, and every
 * manager gets the same trials.
 *
 * @param seed - what they are drawn from
 */
export async function* playDesign(
  managers: readonly ManagerName[],
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal },
): AsyncGenerator<DesignMessage, void, void> {
  const trials = new Map(managers.map((manager): [ManagerName, Trial[]] => [manager, []]));
  for (const { firstMs, totalMs } of drawTrials({ seed, count: TRIALS })) {
    for (const [manager, list] of trials) {
      const latencyMs = await firstEventLatency(manager, trialScenario(firstMs, totalMs), signal);
      const trial = { firstMs, totalMs, latencyMs };
      list.push(trial);
      yield { kind: 'trial', lane: manager, trial };
    }
  }
  for (const [lane, list] of trials) yield { kind: 'tracking', lane, tracking: fitTracking(list) };
  yield { kind: 'over' };
}

async function firstEventLatency(
  manager: ManagerName,
  scenario: Scenario,
  signal: AbortSignal,
): Promise<number> {
  const { timeline } = await run({ scenario, manager, signal });
  return heardEvents(timeline)[0]?.atMs ?? Number.NaN;
}
