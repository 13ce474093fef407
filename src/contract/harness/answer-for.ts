import { z } from 'zod';

const Request = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number()]),
  method: z.string(),
});

/**
 * The answer to what a server asks its client, as the body of a POST; null for what is no request.
 *
 * A question to the user is declined: nobody is there.
 */
export function answerFor(message: unknown): string | null {
  const request = Request.safeParse(message);
  if (!request.success) return null;
  const { id, method } = request.data;
  const answer = answerTo(method);
  return JSON.stringify({ jsonrpc: '2.0', id, ...answer });
}

function answerTo(method: string): object {
  switch (method) {
    case 'ping':
      return { result: {} };
    case 'elicitation/create':
      return { result: { action: 'decline' } };
    case 'sampling/createMessage': {
      const content = { type: 'text', text: 'Nobody is there.' };
      return { result: { role: 'assistant', model: 'none', content } };
    }
    default:
      return { error: { code: -32601, message: `the contract knows no ${method}` } };
  }
}
