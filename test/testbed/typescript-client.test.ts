import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { openStataHttpServer } from '../../src/testbed/stata-http-server.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';

const MANAGERS = [
  'streaming',
  'buffered',
  'buffered-json',
  'option-1-as-printed',
  'option-1-hardened',
] as const;

describe('the official TypeScript client', () => {
  it.each([
    ['/mcp-streamable', 'hello'],
    ['/mcp', 'hello'],
    ['/managers/legacy-sse/mcp', 'hello'],
    ...MANAGERS.map((name) => [
      `/managers/${name}/mcp`,
      name === 'buffered-json' ? undefined : 'hello',
    ]),
  ])('calls a tool at %s, and hears %s', async (path = '', heard) => {
    await using server = await openStataHttpServer({
      scenario: scenarioOf([print('hello'), wait(20), print('goodbye')]),
      managers: MANAGERS,
      clock: new RealClock(),
    });
    const url = new URL(path, server.url);
    const isLegacy = path === '/mcp' || path.includes('legacy-sse');
    const client = new Client({ name: 'test', version: '0' });
    const messages: unknown[] = [];
    client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
      messages.push(params.data);
    });
    await client.connect(
      isLegacy ? new SSEClientTransport(url) : new StreamableHTTPClientTransport(url),
    );
    const { content } = await client.callTool({
      name: 'stata_run_selection',
      arguments: { selection: 'display 1' },
    });
    expect(content).toEqual([{ type: 'text', text: 'hello\ngoodbye' }]);
    expect(messages.find((message) => String(message).includes('hello'))).toBe(heard);
    await client.close();
  });
});
