import type { ReaderName, Scenario } from '../scenario/scenario.ts';
import { run } from '../testbed/run.ts';
import { heardEvents } from './heard-event.ts';

/**
 * When each event would be heard if nothing held it back, in milliseconds after the call: what the
 * streaming manager delivers in virtual time, with the same reader. So no reader's cadence is written
 * down twice.
 */
export async function dueTimes(scenario: Scenario, reader: ReaderName): Promise<readonly number[]> {
  const { timeline } = await run({ scenario, reader, manager: 'streaming' });
  return heardEvents(timeline).map(({ atMs }) => atMs);
}
