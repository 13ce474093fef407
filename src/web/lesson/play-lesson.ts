import { VirtualClock } from '../../clock/virtual-clock.ts';
import type { SessionManager } from '../../manager/session-manager.ts';
import { arrivalOf } from '../../probe/arrival-of.ts';
import { HandlerWire } from '../../probe/handler-wire.ts';
import { hear } from '../../probe/hear.ts';
import { WireProbe } from '../../probe/wire-probe.ts';
import { schedule } from '../../scenario/schedule.ts';
import { createEndpoint } from '../../testbed/endpoint.ts';
import { runSelection } from '../../testbed/run.ts';
import { calledAtMs } from '../../timeline/called-at.ts';
import { Timeline, type TimelineEvent } from '../../timeline/timeline.ts';
import type { Lesson, LessonAnswer, LessonLane } from './lesson.ts';

const URL_IN_PROCESS = 'http://127.0.0.1/mcp-streamable';

/** A lane that has been run. */
export interface PlayedLane {
  readonly name: string;
  /** Times in milliseconds after the call. */
  readonly events: readonly TimelineEvent[];
}

/** A lesson that has been run, and what came of it. */
export interface PlayedLesson {
  readonly lanes: readonly PlayedLane[];
  readonly answer: LessonAnswer;
}

/** Runs a lesson in virtual time, and has it answered by what happened. */
export async function playLesson(lesson: Lesson): Promise<PlayedLesson> {
  const lanes = await Promise.all(lesson.lanes.map((lane) => playLane(lane, lesson)));
  const lane = (name: string): readonly TimelineEvent[] => {
    const found = lanes.find((each) => each.name === name);
    if (found === undefined) throw new Error(`lesson ${lesson.number} has no lane ${name}`);
    return found.events;
  };
  return { lanes, answer: await lesson.answer({ lane }) };
}

async function playLane(lane: LessonLane, { scenario: shared }: Lesson): Promise<PlayedLane> {
  const { name, inTheWay = (manager) => manager, keepAliveMs = 15_000 } = lane;
  const { scenario = shared } = lane;
  const clock = new VirtualClock();
  const timeline = new Timeline();
  const endpoint = createEndpoint({
    scenario,
    manager: lane.manager,
    reader: lane.reader ?? scenario.reader,
    clock,
    record: timeline.append,
    sessions: { keepAliveMs },
  });
  const client = new Client(inTheWay(endpoint.handle, clock), { clock, timeline, lane, scenario });
  await clock.runUntil(client.call().finally(() => endpoint[Symbol.asyncDispose]()));
  const startMs = calledAtMs(timeline.events);
  const events = timeline.events.map((event) => ({ ...event, atMs: event.atMs - startMs }));
  return { name, events };
}

interface ClientOptions {
  readonly clock: VirtualClock;
  readonly timeline: Timeline;
  readonly lane: LessonLane;
  readonly scenario: Lesson['scenario'];
}

/** Calls a tool and writes down what it hears, also when its connection breaks and it comes back. */
class Client {
  readonly #handle: SessionManager;
  readonly #options: ClientOptions;
  #session: string | null = null;

  constructor(handle: SessionManager, options: ClientOptions) {
    this.#options = options;
    this.#handle = (request) => {
      this.#session = request.headers.get('mcp-session-id') ?? this.#session;
      return handle(request);
    };
  }

  async call(): Promise<void> {
    const { clock, timeline, lane, scenario } = this.#options;
    const wire = new HandlerWire(this.#handle);
    const probe = await WireProbe.open({ wire, url: URL_IN_PROCESS, clock });
    const gone = new AbortController();
    const record = timeline.append;
    const { absence } = lane;
    const calling = probe.call({ ...runSelection(scenario), record, signal: gone.signal });
    if (absence === undefined) {
      await calling.catch(() => {}); // What went wrong is in the timeline.
      await this.#endSession(probe);
      return;
    }
    await clock.sleep(absence.fromMs);
    gone.abort(new Error('the connection broke'));
    await calling.catch(() => {});
    await clock.sleep(absence.toMs - absence.fromMs);
    await this.#resume();
    await this.#endSession(probe);
  }

  /** Ends the session once Stata has come to its own end, which a broken connection doesn't hasten. */
  async #endSession(probe: WireProbe): Promise<void> {
    const { clock, scenario } = this.#options;
    // A moment later, or which of the two comes first would be chance.
    await clock.sleep(schedule(scenario).endsAtMs + 1 - clock.now());
    await probe[Symbol.asyncDispose]();
  }

  /** Asks for what was missed after the last event that has an id. */
  async #resume(): Promise<void> {
    const { clock, timeline } = this.#options;
    const ids = timeline.events.flatMap((event) => (event.kind === 'sse-event' ? event.id : []));
    const request = new Request(URL_IN_PROCESS, {
      headers: {
        accept: 'text/event-stream',
        'mcp-protocol-version': '2025-11-25',
        'mcp-session-id': this.#session ?? '',
        'last-event-id': ids.findLast((id) => id !== null) ?? '',
      },
    });
    const { status, headers, body } = await this.#handle(request);
    const chunks = body ?? new ReadableStream<Uint8Array>();
    const response = { status, headers, body: chunks, [Symbol.asyncDispose]: async () => {} };
    for await (const heard of hear(response, clock)) {
      if (heard.kind !== 'json') timeline.append(heard);
      else
        timeline.append({
          ...arrivalOf(heard.message, { id: callId(heard.message) }),
          atMs: heard.atMs,
        });
    }
  }
}

/** A resumed stream has one answer on it, and that is the call's. */
function callId(message: unknown): string | number {
  const hasId = typeof message === 'object' && message !== null && 'id' in message;
  const id = hasId ? message.id : 0;
  return typeof id === 'number' || typeof id === 'string' ? id : 0;
}
