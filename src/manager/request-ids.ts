import { type RequestId, RequestIdSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

const Request = z.object({ id: RequestIdSchema, method: z.string() });

/** The ids of the JSON-RPC requests in a body, which may be one message or several. */
export function requestIdsIn(body: unknown): readonly RequestId[] {
  const messages = Array.isArray(body) ? body : [body];
  return messages.flatMap((message) => {
    const request = Request.safeParse(message);
    return request.success ? [request.data.id] : [];
  });
}
