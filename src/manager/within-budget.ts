import type { MemoryBudget } from '../stata/memory/memory-budget.ts';
import { jsonRpcError } from './json-rpc-error.ts';

/** What a chunk takes besides its bytes. */
const CHUNK_OVERHEAD_BYTES = 256;

/** Chunks are joined in the end, and then there are all of them twice. */
const COPIES = 2;

/** There is no memory left for what is being collected. */
class OutOfBudgetError extends Error {
  override readonly name = 'OutOfBudgetError';
}

/**
 * Lets a response be collected, and breaks it off when so much doesn't fit into the process's memory.
 *
 * @param collect - collects it
 * @returns what `collect` makes of it, or 503
 */
export async function withinBudget(
  response: Response,
  budget: MemoryBudget,
  collect: (counted: Response) => Promise<Response>,
): Promise<Response> {
  using share = budget.share();
  const { status, headers } = response;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      if (!share.take(COPIES * chunk.byteLength + CHUNK_OVERHEAD_BYTES)) {
        throw new OutOfBudgetError('there is no memory for so long a response');
      }
      controller.enqueue(chunk);
    },
  });
  const body = response.body?.pipeThrough(counting) ?? null;
  try {
    return await collect(new Response(body, { status, headers }));
  } catch (error) {
    if (!(error instanceof OutOfBudgetError)) throw error;
    return jsonRpcError(503, -32000, 'The response is too long to be collected: out of memory');
  }
}
