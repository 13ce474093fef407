import type { RealClock } from '../clock/real-clock.ts';
import type { ManagerName } from '../manager/managers.ts';
import { HttpWire } from '../probe/http-wire.ts';
import { WireProbe } from '../probe/wire-probe.ts';
import type { ReaderName, Scenario } from '../scenario/scenario.ts';
import { Timeline, type TimelineEvent } from '../timeline/timeline.ts';
import { type Run, runSelection } from './run.ts';
import { openStataHttpServer } from './stata-http-server.ts';

export interface SideBySideOptions {
  readonly scenario: Scenario;
  readonly managers: readonly [ManagerName, ...ManagerName[]];
  readonly reader: ReaderName;
  readonly clock: RealClock;
  /** The port of the server that they share; 0 takes any free one. */
  readonly port: number;
  /** Is told of each event while it happens. */
  readonly onEvent: (manager: ManagerName, event: TimelineEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs one scenario behind several managers at the same time, over sockets.
 *
 * @returns one run for each manager, in their order
 * @throws ListenError when the port can't be had; ProbeError when an answer doesn't come
 */
export async function runSideBySide(options: SideBySideOptions): Promise<readonly Run[]> {
  const { scenario, managers, reader, clock, port, onEvent, signal } = options;
  const timelines = new Map(
    managers.map((manager) => [
      manager,
      new Timeline({ onAppend: (event) => onEvent(manager, event) }),
    ]),
  );
  await using server = await openStataHttpServer({
    scenario,
    reader,
    clock,
    port,
    managers,
    record: (emission, manager) => timelines.get(manager)?.append(emission),
  });
  return await Promise.all(
    [...timelines].map(async ([manager, timeline]) => {
      await using wire = new HttpWire();
      await using probe = await WireProbe.open({
        wire,
        url: server.managerUrl(manager),
        clock,
        signal,
      });
      await probe.call({ ...runSelection(scenario), record: timeline.append, signal });
      return { scenario: scenario.name, manager, reader, timeline: timeline.events };
    }),
  );
}
