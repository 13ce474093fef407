import { RealClock } from '../../clock/real-clock.ts';
import type { TimelineEvent } from '../../timeline/timeline.ts';
import type { LaneBroken, LaneJudged, Pace, RunMessage } from '../message/page-message.ts';

/** One run as the page has been told of it. It grows while the run goes on. */
export class Recording {
  readonly lanes: readonly string[];
  readonly scenario: string;
  readonly pace: Pace;
  readonly #events = new Map<string, TimelineEvent[]>();
  readonly #came = new Map<string, LaneJudged | LaneBroken>();
  readonly #clock: RealClock;
  #calledAtMs: number | null = null;
  #endMs: number;
  #lastMs = 0;
  #isOver = false;

  constructor({ lanes, scenario, pace, endMs }: Extract<RunMessage, { kind: 'began' }>) {
    this.lanes = lanes;
    this.scenario = scenario;
    this.pace = pace;
    this.#endMs = endMs;
    this.#clock = new RealClock(pace === 'virtual' ? {} : { speed: pace });
  }

  /** Where the axis ends: where the run is due to end, or later if it takes longer. */
  get endMs(): number {
    return this.#endMs;
  }

  /** Whether there is no more to come. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** How far time has got in a run that goes on; in one that is over, its end. */
  get horizonMs(): number {
    if (this.#isOver || this.pace === 'virtual') return this.#endMs;
    const sinceMs = this.#calledAtMs === null ? 0 : this.#clock.now() - this.#calledAtMs;
    return Math.min(Math.max(this.#lastMs, sinceMs), this.#endMs);
  }

  /** What a lane came to; null as long as nobody knows. */
  cameTo(lane: string): LaneJudged | LaneBroken | null {
    return this.#came.get(lane) ?? null;
  }

  /** What had happened in a lane by then. */
  eventsOf(lane: string, untilMs: number): readonly TimelineEvent[] {
    const events = this.#events.get(lane) ?? [];
    if (untilMs >= this.#lastMs) return events.slice();
    return events.slice(0, firstAfter(events, untilMs));
  }

  /** How many events there had been in all by then: while it doesn't change, nothing does. */
  countUntil(untilMs: number): number {
    let count = 0;
    for (const events of this.#events.values()) count += firstAfter(events, untilMs);
    return count;
  }

  add(message: RunMessage): void {
    switch (message.kind) {
      case 'event': {
        const { lane, event } = message;
        const events = this.#events.get(lane);
        if (events === undefined) this.#events.set(lane, [event]);
        else events.push(event);
        if (event.kind === 'call') this.#calledAtMs ??= this.#clock.now();
        this.#lastMs = Math.max(this.#lastMs, event.atMs);
        this.#endMs = Math.max(this.#endMs, event.atMs);
        break;
      }
      case 'judged':
      case 'broken':
        this.#came.set(message.lane, message);
        break;
      default:
        this.#isOver = message.kind === 'over' || message.kind === 'failed';
    }
  }

  /** The run has been given up, or its stream has broken off. */
  end(): void {
    this.#isOver = true;
  }
}

/** The index of the first event after an instant; events are in the order of their times. */
function firstAfter(events: readonly TimelineEvent[], atMs: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
