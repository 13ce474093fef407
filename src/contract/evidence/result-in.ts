import { parseRpcMessage } from '../../probe/json-rpc.ts';
import { createSseDecoder } from '../../probe/sse-decoder.ts';
import { isEventStream } from '../../sse/media-type.ts';
import type { ExchangeEvidence } from './evidence.ts';

/** The JSON-RPC result in the body of an exchange; undefined when there is none. */
export function resultIn(exchange: ExchangeEvidence): object | undefined {
  for (const each of messagesIn(exchange)) {
    const message = parseRpcMessage(each);
    if (message.kind === 'result') return message.result;
  }
  return undefined;
}

/** All JSON in the body of an exchange, whatever it says. */
export function messagesIn({ body, headers }: ExchangeEvidence): readonly unknown[] {
  return textsIn(body, headers['content-type'] ?? '').flatMap((text) => {
    try {
      return [JSON.parse(text)];
    } catch {
      return [];
    }
  });
}

function textsIn(body: string, contentType: string): readonly string[] {
  if (!isEventStream(contentType)) return [body];
  const items = createSseDecoder()(new TextEncoder().encode(body));
  return items.flatMap((item) => (item.kind === 'event' ? [item.data] : []));
}
