import { mediaTypeOf } from '../sse/media-type.ts';
import { jsonRpcError } from './json-rpc-error.ts';

const INVALID_REQUEST = -32600;

/** The Python SDK's, as of mcp 1.18.0 (`mcp/server/streamable_http.py` and `…_manager.py`). */
export const PYTHON_SDK_DIALECT = {
  newSessionId: () => crypto.randomUUID().replaceAll('-', ''),
  refusalOf: ({ method, headers }: Request): Response | null => {
    const accepts = (type: string): boolean =>
      typesIn(headers.get('accept')).some((each) => each.startsWith(type));
    if (method === 'GET' && !accepts('text/event-stream')) {
      return refusal(406, 'Not Acceptable: Client must accept text/event-stream');
    }
    if (method !== 'POST') return null;
    if (!accepts('application/json') || !accepts('text/event-stream')) {
      const both = 'Client must accept both application/json and text/event-stream';
      return refusal(406, `Not Acceptable: ${both}`);
    }
    if (mediaTypeOf(headers.get('content-type')) === 'application/json') return null;
    return refusal(415, 'Unsupported Media Type: Content-Type must be application/json');
  },
  missingSession: (): Response => refusal(400, 'Bad Request: Missing session ID'),
  // No JSON, and not the 404 of the specification.
  unknownSession: (): Response =>
    new Response('Bad Request: No valid session ID provided', { status: 400, headers: {} }),
  keepAliveComment: (nowEpochMs: number): string =>
    `: ping - ${pythonDateTime(nowEpochMs)}\r\n\r\n`,
};

function typesIn(header: string | null): readonly string[] {
  return (header ?? '').split(',').map((type) => type.trim());
}

function refusal(status: number, message: string): Response {
  return jsonRpcError(status, INVALID_REQUEST, message, 'server-error');
}

/** As `str(datetime.now(timezone.utc))` has it, to the microsecond. */
function pythonDateTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('T', ' ').replace('Z', '000+00:00');
}
