import { parseRpcMessage } from '../probe/json-rpc.ts';
import { createSseDecoder } from '../probe/sse-decoder.ts';
import type { ExchangeEvidence } from './evidence.ts';

/** The JSON-RPC result in the body of an exchange; undefined when there is none. */
export function resultIn({ body, headers }: ExchangeEvidence): object | undefined {
  for (const text of textsIn(body, headers['content-type'] ?? '')) {
    try {
      const message = parseRpcMessage(JSON.parse(text));
      if (message.kind === 'result') return message.result;
    } catch {
      // Not the message that is looked for.
    }
  }
  return undefined;
}

function textsIn(body: string, contentType: string): readonly string[] {
  if (!contentType.startsWith('text/event-stream')) return [body];
  const items = createSseDecoder()(new TextEncoder().encode(body));
  return items.flatMap((item) => (item.kind === 'event' ? [item.data] : []));
}
