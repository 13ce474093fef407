import { randomUUID } from 'node:crypto';
import type { SiteHandler } from '../../http/site.ts';
import type { SessionManager } from '../../manager/session-manager.ts';

/** MCP endpoints that are there as long as a run, each at a path that nobody can guess. */
export class RunEndpoints {
  readonly #managers = new Map<string, SessionManager>();

  /** Adds one. Disposing of what it returns takes it away again. */
  mount(manager: SessionManager): Disposable & { readonly path: string } {
    const path = `/runs/${randomUUID()}/mcp`;
    this.#managers.set(path, manager);
    return {
      path,
      [Symbol.dispose]: () => {
        this.#managers.delete(path);
      },
    };
  }

  /** Answers what is for one of them. */
  readonly handle: SiteHandler = async (request) =>
    (await this.#managers.get(new URL(request.url).pathname)?.(request)) ?? null;
}
