import { isStateless } from '../../probe/request-envelope.ts';
import { createDraw } from '../../scenario/draw.ts';
import type { CallEvidence, ExchangeEvidence, ServerDescription } from '../evidence/evidence.ts';
import type { RunSchedule } from '../terms/script.ts';
import type { PreparedCall } from '../terms/stimulus.ts';
import type { Target } from '../terms/target.ts';
import { Conversation, type OpeningOptions, QUICK_MS } from './conversation.ts';
import type { CallOptions, RunningCall } from './running-call.ts';

export interface HarnessOptions {
  readonly target: Target;
  /** Where the order of the randomised design comes from. */
  readonly seed: number;
  /** Makes the markers of this run of the contract different from those of any other run. */
  readonly nonce: string;
}

/** What all experiments on one server share: its target, chance, names, and the sessions it has. */
export class Harness implements AsyncDisposable {
  readonly target: Target;
  readonly #nonce: string;
  readonly #draw: ReturnType<typeof createDraw>;
  readonly #conversations = new Set<Conversation>();
  /** How much first-event latency scatters when nothing is waited for, in milliseconds. */
  noiseMs = 0;
  #runs = 0;
  #clients = 0;

  constructor({ target, seed, nonce }: HarnessOptions) {
    this.target = target;
    this.#nonce = nonce;
    this.#draw = createDraw(seed);
  }

  /** Whether all calls are in one session, where they have to wait for each other. */
  get sharesSession(): boolean {
    const { lines } = this.target;
    return lines !== undefined && lines.session === undefined;
  }

  /** Opens one more session. It is ended with the harness, unless it is ended before. */
  async open(options: OpeningOptions = {}): Promise<{
    readonly conversation: Conversation;
    readonly server: ServerDescription;
    readonly exchanges: readonly ExchangeEvidence[];
  }> {
    const opened = await Conversation.open(this.target, { name: this.#nextName(), ...options });
    this.#conversations.add(opened.conversation);
    return opened;
  }

  /** Opens a session without waiting for the bodies of its handshake: an experiment only needs the session. */
  async converse({ firstId = 0 }: Pick<OpeningOptions, 'firstId'> = {}): Promise<Conversation> {
    // Where there are no sessions there is nothing to open.
    const { lines, protocolVersion } = this.target;
    if (lines !== undefined || isStateless(protocolVersion)) {
      return new Conversation(this.target, { firstId, name: this.#nextName() });
    }
    return (await this.open({ bodyTimeoutMs: QUICK_MS, firstId })).conversation;
  }

  #nextName(): string {
    this.#clients += 1;
    return `${this.#nonce}-client-${this.#clients}`;
  }

  /** The call that comes closest to a schedule, with markers that no other call has. */
  prepare(schedule: Partial<RunSchedule>): PreparedCall & { readonly name: string } {
    this.#runs += 1;
    const name = `${this.#nonce}-${this.#runs}`;
    return { ...this.target.stimulus.prepare({ ...BRIEF, ...schedule }, name), name };
  }

  /** Prepares a call and sends it. */
  start(
    conversation: Conversation,
    schedule: Partial<RunSchedule>,
    options: CallOptions,
  ): RunningCall {
    return conversation.call(this.prepare(schedule), options);
  }

  /** Makes a call, and waits until its response is over. */
  async call(
    conversation: Conversation,
    schedule: Partial<RunSchedule>,
    options: CallOptions,
  ): Promise<CallEvidence> {
    const call = this.start(conversation, schedule, options);
    await call.over;
    return call.evidence();
  }

  /** Waits until a call has spoken, but no longer than so many milliseconds. */
  async spoken(call: RunningCall, limitMs: number): Promise<void> {
    const enough = new AbortController();
    const limit = this.target.clock.sleep(limitMs, enough.signal).catch(() => {});
    await Promise.race([call.spoken, limit]);
    enough.abort('spoken');
  }

  /** Begins things a little apart, so that beginning one doesn't delay another, and waits for all of them. */
  async staggered<Item, Result>(
    items: readonly Item[],
    begin: (item: Item) => Promise<Result>,
  ): Promise<Result[]> {
    return await Promise.all(
      items.map(async (item, index) => {
        await this.target.clock.sleep(index * APART_MS);
        return begin(item);
      }),
    );
  }

  /** Values spread evenly between two limits, in an order left to chance. */
  levels(count: number, lowMs: number, highMs: number): readonly number[] {
    const step = (highMs - lowMs) / count;
    return Array.from({ length: count }, (_, index) => Math.round(lowMs + step * (index + 0.5)))
      .map((value) => ({ value, key: this.#draw({ baseMs: 1e6, jitterMs: 1e6 }) }))
      .toSorted((left, right) => left.key - right.key)
      .map(({ value }) => value);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#conversations].map((each) => each[Symbol.asyncDispose]()));
  }
}

/** In milliseconds. */
const APART_MS = 15;

const BRIEF: RunSchedule = { firstMs: 0, gapMs: 0, steps: 1, silentMs: 0, payloadBytes: 100 };
