// fastmcp for TypeScript, with the fixture tool in ten lines.
//
//     node fastmcp.js PORT
import { FastMCP } from 'fastmcp';
import { z } from 'zod';
import { speak } from './stream-probe.js';

const numbers = ['firstMs', 'gapMs', 'steps', 'payloadBytes', 'silentMs', 'failAt'];
const server = new FastMCP({ name: 'fastmcp', version: '1.0.0' });
server.addTool({
  name: 'stream_probe',
  description: 'Says scripted things at scripted times.',
  parameters: z.object({
    ...Object.fromEntries(numbers.map((each) => [each, z.number().optional()])),
    name: z.string().optional(),
  }),
  execute: (args, { log, reportProgress }) =>
    speak(args, async ({ text, step, steps }) => {
      log.info(text);
      await reportProgress({ progress: step, total: steps, message: text });
    }),
});
const port = Number(process.argv[2]);
await server.start({ transportType: 'httpStream', httpStream: { host: '127.0.0.1', port } });
