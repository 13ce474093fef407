const URL = 'http://127.0.0.1/mcp';

/** The body of a JSON-RPC request, or of a notification when there is no id. */
export function rpc(method: string, params: object, id?: number): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}

/** The version of the protocol that is spoken unless it is said. */
const LATEST = '2025-11-25';

export function initialize(protocolVersion = LATEST): string {
  const clientInfo = { name: 'test', version: '0' };
  return rpc('initialize', { protocolVersion, capabilities: {}, clientInfo }, 1);
}

export function post(body: string, session?: string, protocolVersion = LATEST): Request {
  const headers = { ...headersOf(session, protocolVersion), 'content-type': 'application/json' };
  return new Request(URL, { method: 'POST', body, headers });
}

export function get(session?: string): Request {
  return new Request(URL, { headers: headersOf(session) });
}

export function del(session?: string): Request {
  return new Request(URL, { method: 'DELETE', headers: headersOf(session) });
}

function headersOf(session: string | undefined, version = LATEST): Record<string, string> {
  const accept = 'application/json, text/event-stream';
  if (session === undefined) return { accept };
  return { accept, 'mcp-session-id': session, 'mcp-protocol-version': version };
}
