import { type EventEmitter, once } from 'node:events';
import { type ClientRequest, type IncomingHttpHeaders, IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Message {
  readonly method?: string;
  /** In pairs or by name. `fetch` would not let a test forge Host and Origin; this does. */
  readonly headers?: Record<string, string | string[]> | string[];
  readonly body?: string | Uint8Array;
}

/** Sends a request on a connection of its own, and waits for the whole reply. */
export async function send(url: string, message: Message = {}): Promise<Reply> {
  const req = begin(url, message);
  req.end(message.body);
  const res = await responseOf(req);
  return { status: res.statusCode, headers: res.headers, body: await text(res) };
}

/** Opens a request, whose body is the caller's to write and to end. */
export function begin(url: string, message: Message = {}): ClientRequest {
  const { method = 'GET', headers = {} } = message;
  return request(url, { method, headers, agent: false });
}

/** @returns the response's head; its body is not read yet */
export async function responseOf(req: ClientRequest): Promise<IncomingMessage> {
  const [res] = await once(req, 'response');
  if (!(res instanceof IncomingMessage)) throw new Error('no response');
  return res;
}

/** Resolves when it is closed, whether by its own end or by a failure. */
export function closeOf(stream: EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    stream.on('error', () => {}).once('close', resolve);
  });
}
