import { MemoryBudget } from '../stata/memory/memory-budget.ts';
import type { SessionManager } from './session-manager.ts';
import { withinBudget } from './within-budget.ts';

/**
 * Collects the whole response, then answers: the 12-second bug.
 *
 *     Stata ─ "iteration 1" ─▶ transport ─ event ─▶ [ arrayBuffer() … … … ] ─ all ─▶ client
 *
 * It is what fastapi_mcp's `handle_fastapi_request` does (`response_body += …`, then one `Response`).
 * One writes it because a framework wants *a* response, and collecting one is the obvious way to
 * have it. Everything it sends is right: status, headers, bytes, order. Only the time is wrong, and
 * the one trace it leaves is an event stream with a `content-length`.
 *
 * A GET stream has no end, so its answer never even begins before the session ends.
 */
export function bufferedManager(
  transport: SessionManager,
  { budget = new MemoryBudget() }: { readonly budget?: MemoryBudget } = {},
): SessionManager {
  return async (request) => {
    const answer = await transport(request);
    return answer.body === null ? answer : withinBudget(answer, budget, collected);
  };
}

async function collected(response: Response): Promise<Response> {
  const body = await response.arrayBuffer(); // Here the bytes wait.
  const headers = new Headers(response.headers);
  headers.set('content-length', String(body.byteLength));
  return new Response(body, { status: response.status, headers });
}
