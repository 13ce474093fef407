import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { z } from 'zod';
import type { Clock } from '../../src/clock/clock.ts';
import type { FetchHandler } from '../../src/probe/handler-wire.ts';

export interface SdkServer extends AsyncDisposable {
  readonly handler: FetchHandler;
  /** The HTTP methods that were asked for, in order. */
  readonly methods: readonly string[];
}

/**
 * The official server in this process, with a tool `run` that says `iteration 1` at 2 s and
 * `iteration 2` at 8 s and ends at 12 s.
 */
export async function startSdkServer(clock: Clock): Promise<SdkServer> {
  const server = new McpServer({ name: 'sdk', version: '0' }, { capabilities: { logging: {} } });
  server.registerTool('run', { inputSchema: { code: z.string() } }, async ({ code }, extra) => {
    const progressToken = extra._meta?.progressToken;
    for (const [index, ms] of [2000, 6000].entries()) {
      await clock.sleep(ms);
      const data = `iteration ${index + 1}`;
      const params = { level: 'info', logger: 'stata', data } as const;
      await extra.sendNotification({ method: 'notifications/message', params });
      if (progressToken === undefined) continue;
      const progress = { progressToken, progress: index + 1, total: 2 };
      await extra.sendNotification({ method: 'notifications/progress', params: progress });
    }
    await clock.sleep(4000);
    await extra.sendNotification({ method: 'notifications/tools/list_changed' });
    return { content: [{ type: 'text', text: `ran ${code}` }], isError: code === 'error' };
  });
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: () => 'session-1',
  });
  await server.connect(transport);
  const methods: string[] = [];
  return {
    methods,
    handler: async (request) => {
      methods.push(request.method);
      return transport.handleRequest(request);
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}
