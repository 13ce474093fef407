import type { EventStore } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { OutgoingStream } from './outgoing-stream.ts';

/** The event streams of a session that somebody listens to, by the SDK's names for them. */
export class OpenStreams {
  readonly #streams = new Map<string, OutgoingStream>();

  get(name: string): OutgoingStream | undefined {
    return this.#streams.get(name);
  }

  set(name: string, stream: OutgoingStream): void {
    for (const [each, { isOver }] of this.#streams) if (isOver) this.#streams.delete(each);
    this.#streams.set(name, stream);
  }

  /** Ends a stream for whoever listens to it: from now on somebody else does. */
  takeOver(name: string): void {
    this.#streams.get(name)?.abandon();
    this.#streams.delete(name);
  }

  /**
   * The event store as the SDK is to see it: who resumes a stream takes it over.
   *
   * A client whose connection is dead knows so long before its server does, which learns it only when TCP
   * gives up, and the SDK refuses it meanwhile (409). It asks for a stream's name once it has found nothing
   * wrong with the request, and before it looks who listens.
   */
  handingOver(store: Required<EventStore>): Required<EventStore> {
    return {
      storeEvent: (name, message) => store.storeEvent(name, message),
      replayEventsAfter: (lastEventId, replay) => store.replayEventsAfter(lastEventId, replay),
      getStreamIdForEventId: async (eventId) => {
        const name = await store.getStreamIdForEventId(eventId);
        if (name !== undefined) this.takeOver(name);
        return name;
      },
    };
  }
}
