import type { SessionManager } from '../../../src/manager/session-manager.ts';

/** Refuses calls of some tools, so that what would hang fails at once. */
export function refuseTools(names: readonly string[]) {
  return (manager: SessionManager): SessionManager =>
    async (request) => {
      if (request.method !== 'POST') return manager(request);
      const text = await request.text();
      const { id, params } = JSON.parse(text);
      if (names.includes(params?.name)) {
        const error = { code: -32_000, message: `${params.name} is left out` };
        return Response.json({ jsonrpc: '2.0', id, error });
      }
      return manager(new Request(request.url, { ...initOf(request), body: text }));
    };
}

function initOf({ method, headers, signal }: Request): RequestInit {
  return { method, headers, signal };
}
