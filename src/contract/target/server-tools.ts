import { z } from 'zod';
import { resultIn } from '../evidence/result-in.ts';
import type { Conversation } from '../harness/conversation.ts';
import type { ServerTool } from '../stimulus/server-tool.ts';
import { TargetError } from '../terms/target-error.ts';

const Property = z.object({
  type: z.unknown().optional(),
  description: z.string().optional().catch(undefined),
});

const Schema = z.object({
  properties: z.record(z.string(), Property.catch({})).catch({}),
  required: z.array(z.string()).catch([]),
});

const Page = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      description: z.string().catch(''),
      inputSchema: Schema.catch({ properties: {}, required: [] }),
    }),
  ),
  nextCursor: z.string().nullish(),
});

/** A bound for servers whose list has no end. */
const PAGES_MAX = 100;

/** How long a server may think about its list: it may have just been started. */
const TOOLS_TIMEOUT_MS = 10_000;

/**
 * A server's tools.
 *
 * @throws TargetError when it doesn't tell
 */
export async function serverTools(conversation: Conversation): Promise<readonly ServerTool[]> {
  const tools: ServerTool[] = [];
  let params: { readonly cursor?: string } = {};
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const timeouts = {
      headerTimeoutMs: TOOLS_TIMEOUT_MS,
      bodyTimeoutMs: TOOLS_TIMEOUT_MS,
    };
    const exchange = await conversation.ask('tools', 'tools/list', { params, ...timeouts });
    if (!exchange.hasResult) {
      const { status, failure } = exchange;
      const why = failure ?? (status === null ? 'no answer' : `it was answered with ${status}`);
      throw new TargetError(`the server doesn’t list its tools: tools/list, ${why}`);
    }
    const { data } = Page.safeParse(resultIn(exchange));
    for (const { name, description, inputSchema } of data?.tools ?? []) {
      const { properties, required } = inputSchema;
      const given = Object.entries(properties);
      tools.push({
        name,
        description,
        types: Object.fromEntries(
          given.map(([key, { type }]) => [key, typeof type === 'string' ? type : '']),
        ),
        descriptions: Object.fromEntries(
          given.flatMap(([key, { description: about }]) => (about ? [[key, about]] : [])),
        ),
        required,
      });
    }
    if (data?.nextCursor == null) break;
    params = { cursor: data.nextCursor };
  }
  return tools;
}
