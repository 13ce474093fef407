import type { Clock } from '../clock/clock.ts';
import { type HttpServer, listen } from '../http/listen.ts';
import { createRelay, type RelayObserver } from '../http/relay.ts';
import { TargetPaths } from '../http/target-paths.ts';
import { isEventStream } from '../sse/media-type.ts';
import { Allowance } from './allowance.ts';
import { parseRpcMessage } from './json-rpc.ts';
import { parseJson } from './parse-json.ts';
import { createSseDecoder } from './sse-decoder.ts';

/** Something that passed between a real client and a real server. */
export interface TapEvent {
  /** In milliseconds since the clock's start. */
  readonly atMs: number;
  /** Which request it belongs to; 1 is the first. */
  readonly exchange: number;
  readonly from: 'client' | 'server';
  readonly kind: 'request' | 'message' | 'headers' | 'comment' | 'bytes' | 'closed';
  /** In words. */
  readonly text: string;
}

export interface TapOptions {
  /** The endpoint of the server; the client uses the same path at the tap, and has no other there. */
  readonly to: string;
  /** Default: any free one. */
  readonly port?: number;
  /** Whether pages of other sites than the tap's may be its clients; default false. */
  readonly allowCrossSite?: boolean;
  readonly clock: Clock;
  readonly record: (event: TapEvent) => void;
}

/**
 * Listens in on what a real client and a real server say to each other: is it my server, or my
 * client? What passes is sent on before it is looked at, and nothing of it is held.
 *
 * @throws ListenError when the port can't be had
 */
export async function openTap({
  to,
  port = 0,
  allowCrossSite = false,
  clock,
  record,
}: TapOptions): Promise<HttpServer> {
  const target = new URL(to);
  const paths = new TargetPaths(target);
  let exchanges = 0;
  const observe = (method: string, path: string): RelayObserver => {
    exchanges += 1;
    const exchange = exchanges;
    return observer(method, path, {
      note: (from, kind, text) => record({ atMs: clock.now(), exchange, from, kind, text }),
      // Legacy HTTP+SSE tells its clients so where their messages go.
      onEndpoint: (reference) => void paths.sendsTo(reference),
    });
  };
  return await listen({ app: createRelay({ to: target, paths, allowCrossSite, observe }), port });
}

type Note = (from: TapEvent['from'], kind: TapEvent['kind'], text: string) => void;

interface Learner {
  readonly note: Note;
  readonly onEndpoint: (reference: string) => void;
}

function observer(method: string, path: string, learner: Learner): RelayObserver {
  const { note } = learner;
  note('client', 'request', `${method} ${path}`);
  const asked = new Text();
  let hear: (chunk: Uint8Array) => void = () => {};
  let finish = (): void => {};
  return {
    onRequestChunk: (chunk) => asked.add(chunk),
    onRequestEnd: () => {
      for (const text of messagesIn(asked.text)) note('client', 'message', text);
    },
    onHead: (status, headers) => {
      const type = headers['content-type'] ?? '';
      const encoding = headers['content-encoding'];
      note('server', 'headers', [status, type, encoding].filter(Boolean).join(' '));
      if (encoding !== undefined && encoding !== 'identity') {
        hear = ({ length }) => note('server', 'bytes', `${length} bytes, ${encoding}`);
      } else if (isEventStream(type)) {
        hear = eventsTo(learner);
      } else {
        const answered = new Text();
        hear = (chunk) => answered.add(chunk);
        finish = () => {
          for (const text of messagesIn(answered.text)) note('server', 'message', text);
        };
      }
    },
    onResponseChunk: (chunk) => hear(chunk),
    onEnd: (reason) => {
      finish();
      note('server', 'closed', reason ?? 'end');
    },
  };
}

function eventsTo({ note, onEndpoint }: Learner): (chunk: Uint8Array) => void {
  const decode = createSseDecoder({ maxEventLength: TEXT_MAX });
  const allowance = new Allowance({ bytes: Number.POSITIVE_INFINITY });
  let isReadable = true;
  return (chunk) => {
    if (!isReadable) return;
    try {
      for (const item of decode(chunk)) {
        allowance.takeEvent();
        if (item.kind === 'comment') note('server', 'comment', item.text);
        if (item.kind !== 'event') continue;
        if (item.type === 'endpoint') onEndpoint(item.data);
        const texts = item.data === '' ? ['(an event without data)'] : messagesIn(item.data);
        for (const text of texts) note('server', 'message', text);
      }
    } catch (error) {
      // It passes all the same, but is no longer understood.
      isReadable = false;
      note('server', 'bytes', error instanceof Error ? error.message : String(error));
    }
  };
}

/** How much of a body is kept to be understood, in bytes; all of it is sent on. */
const TEXT_MAX = 4 * 1024 * 1024;

/** A body, as far as it is kept. */
class Text {
  readonly #decoder = new TextDecoder();
  #bytes = 0;
  text = '';

  add(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    if (this.#bytes <= TEXT_MAX) this.text += this.#decoder.decode(chunk, { stream: true });
  }
}

/** How many messages of one text are shown. */
const MESSAGES_MAX = 1000;

function messagesIn(text: string): readonly string[] {
  if (text === '') return [];
  try {
    const parsed = parseJson(text);
    if (parsed === undefined) return [brief(text)];
    const messages: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    const shown = messages.slice(0, MESSAGES_MAX).map(describe);
    const more = messages.length - shown.length;
    return more === 0 ? shown : [...shown, `(${more} more messages)`];
  } catch {
    // Too many values, or too deep.
    return [brief(text)];
  }
}

function describe(message: unknown): string {
  const rpc = parseRpcMessage(message);
  switch (rpc.kind) {
    case 'said':
      return brief(`${rpc.method} ${rpc.params === undefined ? '' : JSON.stringify(rpc.params)}`);
    case 'result':
      return brief(`result of ${rpc.id} ${JSON.stringify(rpc.result)}`);
    case 'error':
      return brief(`error of ${rpc.id ?? 'nothing'}: ${rpc.code} ${rpc.message}`);
    case 'malformed':
      return brief(`no message of JSON-RPC’s: ${JSON.stringify(message)}`);
  }
}

const BRIEF_MAX = 300;

function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > BRIEF_MAX ? `${line.slice(0, BRIEF_MAX)}…` : line;
}
