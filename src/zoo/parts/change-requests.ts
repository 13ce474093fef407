import type { SessionManager } from '../../manager/session-manager.ts';
import { type Posted, posted } from './posted.ts';

/** A manager with something before it that looks at each request and may answer it instead. */
export function answerInstead(
  manager: SessionManager,
  answer: (asked: Posted) => Promise<Response | undefined> | Response | undefined,
): SessionManager {
  return async (request) => (await answer(await posted(request))) ?? (await manager(request));
}

/** The same request with other headers. */
export function withHeaders(request: Request, changed: Readonly<Record<string, string>>): Request {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(changed)) headers.set(name, value);
  return new Request(request, { headers });
}
