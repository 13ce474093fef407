import type { Arrival } from '../timeline/arrival.ts';
import { arrivalOf, type CallIdentity } from './arrival-of.ts';
import { explain, unanswered } from './failure.ts';
import { handshake } from './handshake.ts';
import { hear } from './hear.ts';
import { listTools } from './list-tools.ts';
import { type Answer, isAnswer, type Probe, type ToolCall } from './probe.ts';
import type { ProbeError } from './probe-error.ts';
import { reasonOf } from './reason-of.ts';
import type { ClientMessage } from './request-envelope.ts';
import { WireSession, type WireSessionOptions } from './wire-session.ts';

export interface WireProbeOptions extends WireSessionOptions {
  /** What the probe would like to speak; 2025-11-25 by default. Up to that one the server decides. */
  readonly protocolVersion?: string;
  /** Gives the opening up. */
  readonly signal?: AbortSignal;
}

interface CallEnd {
  readonly answer?: Answer;
  readonly failure?: ProbeError;
}

/**
 * Listens to the bytes themselves, so that nothing of a client stands between the server and the
 * record. It only listens: it opens no GET stream, resumes nothing, and answers no request of the
 * server; aborting a call hangs up and says no word.
 *
 * @example
 * ```ts
 * await using wire = new HttpWire();
 * await using probe = await WireProbe.open({ wire, url, clock: new RealClock() });
 * await probe.call({ tool: 'run', args: { code: 'sleep 2000' }, record: console.log });
 * ```
 */
export class WireProbe implements Probe {
  readonly #session: WireSession;

  private constructor(session: WireSession) {
    this.#session = session;
  }

  /**
   * Opens a session.
   *
   * @throws ProbeError when it cannot be opened
   */
  static async open(options: WireProbeOptions): Promise<WireProbe> {
    const { protocolVersion = '2025-11-25', signal = new AbortController().signal } = options;
    const session = new WireSession(options);
    try {
      await handshake(session, protocolVersion, signal);
      return new WireProbe(session);
    } catch (error) {
      await session[Symbol.asyncDispose]();
      throw error;
    }
  }

  async call(toolCall: ToolCall): Promise<Answer> {
    const { tool, args, record, progress = false } = toolCall;
    const { clock } = this.#session;
    const id = this.#session.nextId();
    // The token is a number, as the official client's is: some servers take nothing else.
    const call = progress ? { id, progressToken: id } : { id };
    const meta = progress ? { _meta: { progressToken: id } } : {};
    const params = { name: tool, arguments: args, ...meta };
    const message = { method: 'tools/call', params, id };

    record({ kind: 'call', atMs: clock.now(), tool });
    const { answer, failure } = await this.#listen(message, call, toolCall);
    const reason = failure?.cause === undefined ? null : reasonOf(failure.cause);
    record({ kind: 'closed', atMs: clock.now(), reason });
    if (answer === undefined) throw failure;
    return answer;
  }

  /**
   * Listens until there is nothing more to hear.
   *
   * @returns the answer, or what went wrong, or both when the connection broke after the answer
   */
  async #listen(
    message: ClientMessage,
    call: CallIdentity,
    { record, signal = new AbortController().signal }: ToolCall,
  ): Promise<CallEnd> {
    const asked = { url: this.#session.url, method: message.method };
    const { clock, allowance } = this.#session;
    let answer: Answer | undefined;
    try {
      await using response = await this.#session.post(message, signal);
      for await (const heard of hear(response, clock, allowance)) {
        const arrival = heard.kind === 'json' ? understood(heard, call) : heard;
        record(arrival);
        if (isAnswer(arrival)) answer ??= arrival;
      }
      return answer === undefined ? { failure: unanswered(asked, response) } : { answer };
    } catch (error) {
      const failure = explain(asked, error, signal);
      return answer === undefined ? { failure } : { answer, failure };
    }
  }

  /**
   * The names of the server's tools.
   *
   * @throws ProbeError when the server doesn't tell
   */
  async listTools(signal: AbortSignal = new AbortController().signal): Promise<readonly string[]> {
    return await listTools(this.#session, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session[Symbol.asyncDispose]();
  }
}

function understood(
  { message, atMs }: { readonly message: unknown; readonly atMs: number },
  call: CallIdentity,
): Arrival {
  return { ...arrivalOf(message, call), atMs };
}
