import type { McpServer, RegisteredTool } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { Clock } from '../../clock/clock.ts';
import type { LogLevel } from '../log-level.ts';

/** How long the tools work between two things that they tell. */
const STEP_MS = 50;
/** How long a tool that has hung up goes on working: long enough to be away when it ends. */
const AWAY_MS = 100;

/**
 * Tools that take their time and tell of it meanwhile. Here it shows whether a server streams; the
 * suite asks only whether all of it came, not when.
 */
export function registerWorkingTools(
  server: McpServer,
  { clock, level }: { readonly clock: Clock; readonly level: LogLevel },
): Readonly<Record<string, RegisteredTool>> {
  return {
    test_tool_with_logging: server.registerTool(
      'test_tool_with_logging',
      { description: 'Logs at its start, at half time and at its end.' },
      async ({ sendNotification, signal }) => {
        const log = async (data: string): Promise<void> => {
          if (!level.admits('info')) return;
          await sendNotification({
            method: 'notifications/message',
            params: { level: 'info', logger: 'conformance', data },
          });
        };
        await log('The work begins');
        await clock.sleep(STEP_MS, signal);
        await log('Half of the work is done');
        await clock.sleep(STEP_MS, signal);
        await log('The work is done');
        return { content: [{ type: 'text', text: 'Logged three times.' }] };
      },
    ),
    test_tool_with_progress: server.registerTool(
      'test_tool_with_progress',
      { description: 'Tells of its progress, if it is asked to: 0, 50 and 100 of 100.' },
      async ({ _meta, sendNotification, signal }) => {
        const progressToken = _meta?.progressToken;
        const tell = async (progress: number): Promise<void> => {
          if (progressToken === undefined) return;
          await sendNotification({
            method: 'notifications/progress',
            params: { progressToken, progress, total: 100 },
          });
        };
        await tell(0);
        await clock.sleep(STEP_MS, signal);
        await tell(50);
        await clock.sleep(STEP_MS, signal);
        await tell(100);
        return { content: [{ type: 'text', text: 'Worked from 0 to 100.' }] };
      },
    ),
    test_reconnection: server.registerTool(
      'test_reconnection',
      { description: 'Ends its own stream and then its work: come back for the result.' },
      async ({ closeSSEStream, signal }) => {
        // There is none where nothing is kept to be replayed: the result then comes on the stream.
        closeSSEStream?.();
        await clock.sleep(AWAY_MS, signal);
        return { content: [{ type: 'text', text: 'You came back for this.' }] };
      },
    ),
  };
}
