import type { WireRequest } from './wire.ts';

export interface LinesRequestOptions {
  readonly url: string;
  /** GET has the arguments in its query, POST in a JSON object. */
  readonly method: 'GET' | 'POST';
  readonly args: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The request that makes an endpoint without MCP run something. */
export function linesRequest({
  url,
  method,
  args,
  headers,
}: LinesRequestOptions): Omit<WireRequest, 'signal'> {
  const accepting = { accept: 'text/event-stream', ...headers };
  if (method === 'POST') {
    const json = { 'content-type': 'application/json', ...accepting };
    return { method, url, headers: json, body: JSON.stringify(args) };
  }
  const asked = new URL(url);
  for (const [name, value] of Object.entries(args)) {
    asked.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return { method, url: asked.href, headers: accepting };
}
