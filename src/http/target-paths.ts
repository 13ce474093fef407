/** How many paths a target may name beside its own. */
const NAMED_MAX = 16;

/**
 * Which paths of a server are relayed: that of its endpoint, and those of the same origin to which the
 * server itself sends its clients (a redirection, the messages' endpoint of legacy HTTP+SSE). They are
 * compared as they are written: what is only another way to write one of them isn't relayed.
 */
export class TargetPaths {
  readonly #endpoint: URL;
  readonly #paths: Set<string>;

  constructor(endpoint: URL) {
    this.#endpoint = endpoint;
    this.#paths = new Set([endpoint.pathname]);
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /**
   * The server sends its clients there.
   *
   * @param reference - a URL, or the way to one
   * @param from - where that way begins; default: at the endpoint
   * @returns the way there from the root of the server; null when it isn't on its origin
   */
  sendsTo(reference: string, from: URL = this.#endpoint): string | null {
    const url = URL.parse(reference, from.href);
    if (url === null || url.origin !== this.#endpoint.origin) return null;
    // As the way from a root that would be another host's name.
    if (url.pathname.startsWith('//')) return null;
    if (this.#paths.size <= NAMED_MAX) this.#paths.add(url.pathname);
    return url.pathname + url.search + url.hash;
  }
}
