import type { SessionManager } from '../../manager/session-manager.ts';
import { isEventStream } from './change-body.ts';

/**
 * A manager that reads event streams to their ends before it sends anything; all else goes through.
 *
 * @param answer - makes the response from what was read; default: the same response
 */
export function collectEventStreams(
  manager: SessionManager,
  answer: (text: string, init: ResponseInit & { readonly headers: Headers }) => Response = (
    text,
    init,
  ) => new Response(text, init),
): SessionManager {
  return async (request) => {
    const response = await manager(request);
    if (request.method !== 'POST' || !isEventStream(response)) return response;
    const { status, headers } = response;
    return answer(await response.text(), { status, headers: new Headers(headers) });
  };
}
