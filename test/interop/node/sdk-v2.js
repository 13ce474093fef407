// The official SDK, second generation: 2026-07-28, and earlier versions without a session.
//
//     node sdk-v2.js PORT
import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { speak } from './stream-probe.js';

const numbers = ['firstMs', 'gapMs', 'steps', 'payloadBytes', 'silentMs', 'failAt'];
const inputSchema = z.object({
  ...Object.fromEntries(numbers.map((each) => [each, z.number().optional()])),
  name: z.string().optional(),
  recall: z.string().optional(),
});

const handler = createMcpHandler(() => {
  const server = new McpServer(
    { name: 'sdk 2', version: '2.4.0' },
    { capabilities: { logging: {} } },
  );
  const description = 'Says scripted things at scripted times.';
  server.registerTool('stream_probe', { description, inputSchema }, async (args, { mcpReq }) => {
    const token = mcpReq._meta?.progressToken;
    const say = async ({ text, step, steps }) => {
      await mcpReq.log('info', text);
      if (token === undefined) return;
      const progress = { progressToken: token, progress: step, total: steps, message: text };
      await mcpReq.notify({ method: 'notifications/progress', params: progress });
    };
    const said = await speak(args, say, mcpReq.signal);
    return { content: [{ type: 'text', text: said }] };
  });
  return server;
});
createServer(toNodeHandler(handler)).listen(Number(process.argv[2]), '127.0.0.1');
