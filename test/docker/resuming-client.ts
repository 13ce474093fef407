import type { SessionManager } from '../../src/manager/session-manager.ts';

/** An event that came over whole. */
export interface Heard {
  readonly id: string;
  readonly data: string;
}

/** A client's session, by bytes: it can be cut off anywhere, and go on elsewhere. */
export interface Session {
  call(handle?: SessionManager, signal?: AbortSignal): Promise<Response>;
  /** @param at - where the other replica is, if that isn't where the session was opened */
  resume(handle: SessionManager, lastEventId: string, at?: string): Promise<Response>;
  end(): Promise<void>;
}

const URL_OF_ENDPOINT = 'http://127.0.0.1/mcp-streamable';
const HEADERS = {
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
};

/** @param url - where the endpoint is; a handler in this process doesn't care */
export async function openSession(home: SessionManager, url = URL_OF_ENDPOINT): Promise<Session> {
  const post = (handle: SessionManager, body: object, headers: object, signal?: AbortSignal) =>
    handle(
      new Request(url, {
        method: 'POST',
        headers: { ...HEADERS, ...headers },
        body: JSON.stringify({ jsonrpc: '2.0', ...body }),
        ...(signal === undefined ? {} : { signal }),
      }),
    );
  const params = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'a-client', version: '1' },
  };
  const opened = await post(home, { id: 0, method: 'initialize', params }, {});
  await opened.text();
  const id = opened.headers.get('mcp-session-id') ?? '';
  const session = { 'mcp-session-id': id, 'mcp-protocol-version': '2025-11-25' };
  await (await post(home, { method: 'notifications/initialized' }, session)).text();
  const call = { name: 'stata_run_selection', arguments: { selection: '* go' } };
  return {
    call: (handle = home, signal) =>
      post(handle, { id: 1, method: 'tools/call', params: call }, session, signal),
    resume: (handle, lastEventId, at = url) => {
      const headers = { ...session, accept: 'text/event-stream', 'last-event-id': lastEventId };
      return handle(new Request(at, { headers }));
    },
    end: async () => {
      await home(new Request(url, { method: 'DELETE', headers: session }));
    },
  };
}

/**
 * Reads so many bytes of a body, or all there are, and hangs up. What breaks off is over.
 *
 * @param onBytes - is told of all that was read so far, each time that more comes
 */
export async function readBytes(
  { body }: Response,
  bytesMax: number,
  onBytes: (bytes: Uint8Array) => void = () => {},
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let left = bytesMax;
  const reader = body?.getReader();
  try {
    while (reader !== undefined && left > 0) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value.subarray(0, left));
      left -= Math.min(left, value.length);
      onBytes(Buffer.concat(chunks));
    }
  } catch {
    // The other side is gone: what was heard was heard.
  }
  await reader?.cancel().catch(() => {});
  return Buffer.concat(chunks);
}

/** The events that are whole in these bytes; what is cut off is not one. */
export function heardEventsIn(bytes: Uint8Array): readonly Heard[] {
  const blocks = new TextDecoder().decode(bytes).split('\n\n').slice(0, -1);
  return blocks.flatMap((block) => {
    const id = /^id: (.*)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    return id === undefined || data === undefined ? [] : [{ id, data: data === '' ? '{}' : data }];
  });
}
