import type { ManagerName } from '../../manager/managers.ts';
import { run } from '../../testbed/run.ts';
import { calledAtMs } from '../../timeline/called-at.ts';
import type { Emission } from '../../timeline/emission.ts';
import { isEmission } from '../../timeline/side.ts';
import type { TimelineEvent } from '../../timeline/timeline.ts';
import type { RunMessage } from '../message/page-message.ts';
import { isShown, judgedRun, laneOfManager, messageOf, runBegan } from './play-run.ts';
import type { RunOrder } from './run-order.ts';

/** Something that a Stata said, and behind which manager. */
export interface SaidBehind {
  readonly emission: Emission;
  readonly manager: ManagerName;
}

export interface PlayVirtuallyOptions {
  /** Is told of all that the Statas of this run say. */
  readonly record: (said: SaidBehind) => void;
  /** Gives the run up. */
  readonly signal: AbortSignal;
}

/** Plays a scenario behind several managers in virtual time, and tells of everything in its order. */
export async function* playVirtually(
  order: RunOrder,
  options: PlayVirtuallyOptions,
): AsyncGenerator<RunMessage, void, void> {
  const { dueMs, pace, managers } = order;
  yield runBegan(order);
  const runs = await Promise.all(managers.map((manager) => runBehind(manager, order, options)));
  // Each run has a clock of its own, and what they share is the call.
  const messages = runs.flatMap(({ manager, timeline }) => {
    const startMs = calledAtMs(timeline);
    return timeline.filter(isShown).map((event) => messageOf(manager, event, startMs));
  });
  yield* messages.sort((a, b) => a.event.atMs - b.event.atMs);
  for (const each of runs) yield judgedRun(laneOfManager(each), dueMs, pace);
  yield { kind: 'over' };
}

function runBehind(
  manager: ManagerName,
  { scenario, reader }: RunOrder,
  { record, signal }: PlayVirtuallyOptions,
) {
  const onEvent = (event: TimelineEvent): void => {
    if (isEmission(event)) record({ emission: event, manager });
  };
  return run({ scenario, reader, manager, onEvent, signal });
}
