/** What a session's keys in Redis are called. */
export class RedisKeys {
  readonly #prefix: string;

  /** @param prefix - what all keys begin with */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The stream of a session's events; the id of an entry is the event's, and `-0`. */
  events(sessionId: string): string {
    return `${this.#prefix}:${sessionId}:events`;
  }

  /** The replica that has the session. */
  owner(sessionId: string): string {
    return `${this.#prefix}:${sessionId}:owner`;
  }

  /** How far each client has read that resumes at another replica: a hash, by streams. */
  readers(sessionId: string): string {
    return `${this.#prefix}:${sessionId}:readers`;
  }

  /** Is there for as long as a replica renews it. */
  lease(replica: string): string {
    return `${this.#prefix}:replica:${replica}`;
  }

  /** The streams of a replica to which a client now listens elsewhere: a list. */
  taken(replica: string): string {
    return `${this.#prefix}:replica:${replica}:taken`;
  }
}
