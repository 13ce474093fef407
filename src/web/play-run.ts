import { RealClock } from '../clock/real-clock.ts';
import { dueTimes } from '../contract/delivery/due-times.ts';
import { MANAGERS, type ManagerName } from '../manager/managers.ts';
import { explainDelivery } from '../report/explanation.ts';
import { judgeRun } from '../report/judge-run.ts';
import { type Run, run } from '../testbed/run.ts';
import { runSideBySide } from '../testbed/side-by-side.ts';
import { calledAtMs } from '../timeline/called-at.ts';
import type { Emission } from '../timeline/emission.ts';
import { isEmission } from '../timeline/side.ts';
import type { TimelineEvent } from '../timeline/timeline.ts';
import { MessageQueue } from './message-queue.ts';
import type { RunMessage } from './page-message.ts';
import type { RunOrder } from './run-order.ts';

/** How much of one text the page is told. */
const TEXT_MAX = 2000;

export interface PlayOptions {
  /** Is told of all that the Statas of this run say. */
  readonly record: (emission: Emission, manager: ManagerName) => void;
  /** Gives the run up. */
  readonly signal: AbortSignal;
}

/** Plays a scenario behind several managers at once, and tells of everything while it happens. */
export async function* playRun(
  order: RunOrder,
  { record, signal }: PlayOptions,
): AsyncGenerator<RunMessage, void, void> {
  const { scenario, reader, managers, pace } = order;
  const dueMs = await dueTimes(scenario, reader);
  const endMs = dueMs.at(-1) ?? 0;
  yield { kind: 'began', scenario: scenario.name, reader, pace, lanes: managers, endMs };
  const runs = yield* pace === 'virtual'
    ? playVirtually(order, { record, signal })
    : playOverSockets(order, pace, { record, signal });
  for (const each of runs) {
    const { finding, report } = judgeRun(each, { dueMs, speed: pace });
    const { delivery, firstEventMs, totalMs, events } = report;
    const sentence = explainDelivery(events, finding, MANAGERS[each.manager]);
    const { couldTell } = finding;
    const lane = each.manager;
    yield { kind: 'judged', lane, delivery, couldTell, firstEventMs, totalMs, sentence };
  }
  yield { kind: 'over' };
}

async function* playOverSockets(
  { scenario, reader, managers }: RunOrder,
  speed: number,
  { record, signal }: PlayOptions,
): AsyncGenerator<RunMessage, readonly Run[], void> {
  const queue = new MessageQueue<RunMessage>();
  const startMs = new Map<ManagerName, number>();
  const onEvent = (lane: ManagerName, event: TimelineEvent): void => {
    if (isEmission(event)) record(event, lane);
    if (event.kind === 'call') startMs.set(lane, event.atMs);
    if (isShown(event)) queue.put(messageOf(lane, event, startMs.get(lane) ?? 0));
  };
  const clock = new RealClock({ speed });
  const playing = runSideBySide({ scenario, managers, reader, clock, port: 0, onEvent, signal });
  void playing.catch(() => {}).finally(queue.end); // What went wrong is thrown below.
  yield* queue;
  return await playing;
}

async function* playVirtually(
  { scenario, reader, managers }: RunOrder,
  { record, signal }: PlayOptions,
): AsyncGenerator<RunMessage, readonly Run[], void> {
  const runs = await Promise.all(
    managers.map((manager) => {
      const onEvent = (event: TimelineEvent): void => {
        if (isEmission(event)) record(event, manager);
      };
      return run({ scenario, reader, manager, onEvent, signal });
    }),
  );
  // Each run has a clock of its own, and what they share is the call.
  const messages = runs.flatMap(({ manager, timeline }) => {
    const startMs = calledAtMs(timeline);
    return timeline.filter(isShown).map((event) => messageOf(manager, event, startMs));
  });
  yield* messages.sort((a, b) => a.event.atMs - b.event.atMs);
  return runs;
}

/** Decoded events are shown as what they mean, and not once more as what they are made of. */
export function isShown({ kind }: TimelineEvent): boolean {
  return kind !== 'sse-event';
}

function messageOf(lane: ManagerName, event: TimelineEvent, startMs: number) {
  const atMs = Math.max(0, event.atMs - startMs);
  const isLong = 'text' in event && event.text.length > TEXT_MAX;
  const shown = isLong ? { ...event, text: `${event.text.slice(0, TEXT_MAX)}…` } : event;
  return { kind: 'event', lane, event: { ...shown, atMs } } as const;
}
