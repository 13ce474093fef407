import { refused, unanswered } from '../../probe/failure.ts';
import { parseRpcMessage } from '../../probe/json-rpc.ts';
import type { ExchangeEvidence } from '../evidence/evidence.ts';
import { messagesIn } from '../evidence/result-in.ts';
import { TargetError } from '../terms/target-error.ts';

/** Why what answers at an address, if anything does, is no MCP server that can be judged. */
export function noServer(url: string, method: string, exchange: ExchangeEvidence): TargetError {
  const { status, headers, failure } = exchange;
  const asked = { url, method };
  if (status === null) {
    return new TargetError(`no MCP server answers at ${url}: ${failure ?? 'no answer'}`);
  }
  for (const message of messagesIn(exchange)) {
    const rpc = parseRpcMessage(message);
    if (rpc.kind === 'error') {
      return new TargetError(refused(asked, rpc.code, rpc.message).message);
    }
  }
  const { message } = unanswered(asked, { status, headers: new Headers(headers) });
  const hint = status === 405 ? ', or does it speak the older HTTP+SSE, which is not judged?' : '';
  return new TargetError(`${message}${hint}`);
}
