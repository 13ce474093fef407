import type { SessionManager } from '../../manager/session-manager.ts';
import { type BodyChange, changeBody } from './change-body.ts';
import type { Posted } from './posted.ts';

/** Replaces events, comments included. Each event is its text with the blank line at its end. */
export type EventsChange = (events: AsyncIterable<string>, asked: Posted) => AsyncIterable<string>;

/**
 * A manager whose event streams come with other events.
 *
 * @param isMeant - which requests it is about; default: all
 */
export function changeEvents(
  manager: SessionManager,
  change: EventsChange,
  isMeant?: (asked: Posted) => boolean,
): SessionManager {
  const changeChunks: BodyChange = async function* (chunks, asked) {
    const encoder = new TextEncoder();
    for await (const event of change(eventsOf(chunks), asked)) yield encoder.encode(event);
  };
  return changeBody(manager, changeChunks, isMeant);
}

async function* eventsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let unended = '';
  for await (const chunk of chunks) {
    const events = (unended + decoder.decode(chunk, { stream: true })).split(/(?<=\n\n)/);
    unended = events.at(-1)?.endsWith('\n\n') ? '' : (events.pop() ?? '');
    yield* events;
  }
}

/** Whether an event is a message of the server's: not a comment, and not the one that only has an id. */
export function isMessage(event: string): boolean {
  return /^data: ?\{/m.test(event);
}

/** Whether an event holds the response to a call. */
export function isResponse(event: string): boolean {
  return isMessage(event) && !/"method":"/.test(event);
}
