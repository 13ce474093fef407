import { explain, refused, unanswered } from './failure.ts';
import { hear } from './hear.ts';
import { parseRpcMessage } from './json-rpc.ts';
import type { WireSession } from './wire-session.ts';

export interface RpcRequest {
  readonly method: string;
  readonly params: object;
  readonly signal: AbortSignal;
}

/**
 * Makes a request whose timing is of no interest, and reads no further than its answer.
 *
 * @returns the result, unchecked
 * @throws ProbeError when there is none
 */
export async function ask(
  session: WireSession,
  { method, params, signal }: RpcRequest,
): Promise<unknown> {
  const id = session.nextId();
  const asked = { url: session.url, method };
  await using response = await session.post({ method, params, id }, signal);
  try {
    for await (const heard of hear(response, session.clock, session.allowance)) {
      if (heard.kind !== 'json') continue;
      const rpc = parseRpcMessage(heard.message);
      if (rpc.kind === 'result' && rpc.id === id) return rpc.result;
      // An error that names no request is this one's, being on its response.
      const isRefusal = rpc.kind === 'error' && (rpc.id === id || rpc.id === null);
      if (isRefusal) throw refused(asked, rpc.code, rpc.message);
    }
  } catch (error) {
    throw explain(asked, error, signal);
  }
  throw unanswered(asked, response);
}
