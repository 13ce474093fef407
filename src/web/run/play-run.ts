import { RealClock } from '../../clock/real-clock.ts';
import { MANAGERS, type ManagerName } from '../../manager/managers.ts';
import { ProbeError } from '../../probe/probe-error.ts';
import { explainDelivery } from '../../report/explanation.ts';
import { judgeRun } from '../../report/judge-run.ts';
import type { Run } from '../../testbed/run.ts';
import { runSideBySide } from '../../testbed/side-by-side.ts';
import type { Emission } from '../../timeline/emission.ts';
import { isEmission } from '../../timeline/side.ts';
import type { TimelineEvent } from '../../timeline/timeline.ts';
import { type HopAddress, hopLane } from '../message/hop.ts';
import type { LaneBroken, LaneJudged, Pace, RunMessage } from '../message/page-message.ts';
import { MessageQueue } from './message-queue.ts';
import type { RunEndpoints } from './run-endpoints.ts';
import type { RunOrder } from './run-order.ts';
import { runThroughHop } from './run-through-hop.ts';

/** How much of one text the page is told. */
const TEXT_MAX = 2000;

/** How much longer than it is due to take a call may take through a hop, in milliseconds of the machine. */
const GRACE_MS = 10_000;

/** A run, and the lane that shows it. */
interface HeardRun {
  readonly kind: 'heard';
  readonly lane: string;
  readonly run: Run;
  /** What held things back, if something did; null when it isn't known. */
  readonly behind: { readonly about: string } | null;
}

type LaneRun = HeardRun | LaneBroken;

export interface PlayOptions {
  /** Is told of all that the Statas of this run say. */
  readonly record: (emission: Emission, manager: ManagerName) => void;
  /** Where this server lets itself be reached through hops. */
  readonly endpoints: RunEndpoints;
  /** What a hop must be shown to get back here; null if nothing. */
  readonly authorization: string | null;
  /** Gives the run up. */
  readonly signal: AbortSignal;
}

/**
 * Plays a scenario over sockets, behind several managers and through several hops at once, and tells of
 * everything while it happens.
 *
 * @param speed - how many times as fast as real time
 */
export async function* playRun(
  order: RunOrder,
  speed: number,
  options: PlayOptions,
): AsyncGenerator<RunMessage, void, void> {
  const limitMs = endOf(order) + GRACE_MS * speed;
  yield runBegan(order);
  const runs = yield* playOverSockets(order, speed, { ...options, limitMs });
  for (const each of runs) {
    yield each.kind === 'heard' ? judgedRun(each, order.dueMs, speed) : each;
  }
  yield { kind: 'over' };
}

export function runBegan(order: RunOrder): RunMessage {
  const { scenario, reader, managers, hops, pace } = order;
  const lanes = [...managers, ...hops.map(({ name }) => hopLane(name))];
  return { kind: 'began', scenario: scenario.name, reader, pace, lanes, endMs: endOf(order) };
}

function endOf({ dueMs }: RunOrder): number {
  return dueMs.at(-1) ?? 0;
}

export function judgedRun(
  { lane, run, behind }: HeardRun,
  dueMs: readonly number[],
  speed: Pace,
): LaneJudged {
  const { finding, report } = judgeRun(run, { dueMs, speed });
  const { delivery, firstEventMs, totalMs, events } = report;
  const sentence = explainDelivery(events, finding, behind);
  const { couldTell } = finding;
  return { kind: 'judged', lane, delivery, couldTell, firstEventMs, totalMs, sentence };
}

interface HopLimit {
  /** How long a call may take through a hop, in milliseconds of the run's clock. */
  readonly limitMs: number;
}

async function* playOverSockets(
  order: RunOrder,
  speed: number,
  options: PlayOptions & HopLimit,
): AsyncGenerator<RunMessage, readonly LaneRun[], void> {
  const queue = new MessageQueue<RunMessage>();
  const startMs = new Map<string, number>();
  const onEvent = (lane: string, manager: ManagerName, event: TimelineEvent): void => {
    if (isEmission(event)) options.record(event, manager);
    if (event.kind === 'call') startMs.set(lane, event.atMs);
    if (isShown(event)) queue.put(messageOf(lane, event, startMs.get(lane) ?? 0));
  };
  // When a manager's lane breaks, it is the rig's fault, and the others needn't go on.
  const broken = new AbortController();
  const signal = AbortSignal.any([options.signal, broken.signal]);
  const shared = { clock: new RealClock({ speed }), onEvent, signal };
  const playing = Promise.all([
    behindManagers(order, shared),
    ...order.hops.map((hop) => throughHop(order, hop, { ...options, ...shared })),
  ]);
  // What went wrong is thrown below.
  void playing.catch((error: unknown) => broken.abort(error)).finally(queue.end);
  yield* queue;
  return (await playing).flat();
}

interface Shared {
  readonly clock: RealClock;
  readonly onEvent: (lane: string, manager: ManagerName, event: TimelineEvent) => void;
  readonly signal: AbortSignal;
}

async function behindManagers(
  { scenario, reader, managers: [first, ...others] }: RunOrder,
  { clock, onEvent, signal }: Shared,
): Promise<readonly LaneRun[]> {
  if (first === undefined) return [];
  const runs = await runSideBySide({
    scenario,
    managers: [first, ...others],
    reader,
    clock,
    port: 0,
    onEvent: (manager, event) => onEvent(manager, manager, event),
    signal,
  });
  return runs.map(laneOfManager);
}

/** A hop is not ours: that nothing comes through is what its lane comes to. */
async function throughHop(
  { scenario, reader }: RunOrder,
  hop: HopAddress,
  { onEvent, ...options }: Shared & PlayOptions & HopLimit,
): Promise<readonly LaneRun[]> {
  const lane = hopLane(hop.name);
  try {
    const run = await runThroughHop({
      ...options,
      scenario,
      reader,
      hop,
      onEvent: (event) => onEvent(lane, 'streaming', event),
    });
    return [{ kind: 'heard', lane, run, behind: null }];
  } catch (error) {
    if (!(error instanceof ProbeError) || options.signal.aborted) throw error;
    return [{ kind: 'broken', lane, sentence: `broken: ${error.message}.` }];
  }
}

export function laneOfManager(run: Run): HeardRun {
  return { kind: 'heard', lane: run.manager, run, behind: MANAGERS[run.manager] };
}

/** Decoded events are shown as what they mean, and not once more as what they are made of. */
export function isShown({ kind }: TimelineEvent): boolean {
  return kind !== 'sse-event';
}

export function messageOf(lane: string, event: TimelineEvent, startMs: number) {
  const atMs = Math.max(0, event.atMs - startMs);
  const isLong = 'text' in event && event.text.length > TEXT_MAX;
  const shown = isLong ? { ...event, text: `${event.text.slice(0, TEXT_MAX)}…` } : event;
  return { kind: 'event', lane, event: { ...shown, atMs } } as const;
}
