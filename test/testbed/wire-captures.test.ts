import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { DiskDoFiles } from '../../src/server/disk-do-files.ts';
import type { ProfileName } from '../../src/server/profile.ts';
import { createEndpoint } from '../../src/testbed/endpoint.ts';

/** What was captured of both versions before the result: [seconds, method, what it says, progress]. */
const CAPTURED = [
  [0, 'message', '▶️  Starting Stata execution: test_streaming.do'],
  [0, 'progress', '▶️  Starting Stata execution: test_streaming.do', 0],
  [2, 'progress', '⏱️  2s elapsed / 60s timeout', 2],
  [2, 'message', '⏱️  2s elapsed / 60s timeout\n\n(📁 Inspecting Stata log for new output...)'],
  [
    2,
    'message',
    '⏱️  2s elapsed / 60s timeout\n\n📝 Recent output:\n  3.     sleep 2000\n  4. }\nIteration 1',
  ],
  [8, 'progress', '⏱️  8s elapsed / 60s timeout', 8],
  [8, 'message', '⏱️  8s elapsed / 60s timeout\n\n(📁 Inspecting Stata log for new output...)'],
  [
    8,
    'message',
    '⏱️  8s elapsed / 60s timeout\n\n📝 Recent output:\nIteration 2\nIteration 3\nIteration 4',
  ],
  [12, 'message', '✅ Execution completed in 12.0s'],
] as const;

/** The do-file of the captures. */
const DO_FILE = `* Test file for SSE streaming
display "Starting test..."

forvalues i = 1/5 {
    display "Iteration \`i'"
    sleep 2000
}

display "Test complete!"
`;

const INTERPRETED: Scenario = { name: 'any', about: '', seed: 1, reader: 'direct', commands: [] };

it.each([
  ['stata-mcp@0.5.2', 'plays its log', await findScenario('test-streaming')],
  ['stata-mcp@0.5.2', 'runs the do-file', INTERPRETED],
  ['stata-mcp@0.3.5', 'plays its log', await findScenario('test-streaming')],
  ['stata-mcp@0.3.5', 'runs the do-file', INTERPRETED],
] as const)(
  'the event stream of a call has the head, events, fields and times that were captured of %s, when Stata %s',
  async (profile, _how, scenario) => {
    const { headers, events } = await callRunFile(profile, scenario);
    expect(headers).toMatchObject({
      'cache-control': 'no-cache, no-transform',
      'content-type': 'text/event-stream',
      'mcp-session-id': expect.any(String),
      'x-accel-buffering': 'no',
    });
    const notifications = CAPTURED.map(([seconds, kind, text, progress]) => {
      const params =
        kind === 'message'
          ? { level: 'notice', logger: 'stata-mcp', data: text }
          : { progressToken: 'tok1', progress, total: 60, message: text };
      return [seconds * 1000, { jsonrpc: '2.0', method: `notifications/${kind}`, params }];
    });
    const result = { content: [{ type: 'text', text: expect.any(String) }], isError: false };
    expect(events).toEqual([...notifications, [12_000, { jsonrpc: '2.0', id: 3, result }]]);
  },
);

/** Makes the call of the captures, in virtual time, and reads its bytes. */
async function callRunFile(profile: ProfileName, scenario: Scenario) {
  const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'test_streaming.do');
  await writeFile(file, DO_FILE);
  const clock = new VirtualClock();
  await using endpoint = createEndpoint({
    scenario,
    manager: 'streaming',
    clock,
    profile,
    statas: { doFiles: new DiskDoFiles('/') },
  });

  const post = (message: object, headers: Record<string, string> = {}): Promise<Response> =>
    endpoint.handle(
      new Request('http://127.0.0.1/mcp-streamable', {
        method: 'POST',
        headers: {
          accept: 'application/json, text/event-stream',
          'content-type': 'application/json',
          ...headers,
        },
        body: JSON.stringify({ jsonrpc: '2.0', ...message }),
      }),
    );
  const call = async () => {
    const clientInfo = { name: 'capture', version: '0' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    const opened = await post({ id: 1, method: 'initialize', params });
    await opened.text();
    const headers = { 'mcp-session-id': opened.headers.get('mcp-session-id') ?? '' };
    await post({ method: 'notifications/initialized' }, headers);
    const args = { file_path: file, timeout: 60 };
    const tool = { name: 'stata_run_file', arguments: args, _meta: { progressToken: 'tok1' } };
    const response = await post({ id: 3, method: 'tools/call', params: tool }, headers);
    const events: [atMs: number, message: unknown][] = [];
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      for (const event of decoder.decode(chunk).split(/(?<=\n\n)/)) {
        // Nothing but these two fields: no id, for one, since nothing can be resumed.
        const data = /^event: message\ndata: (.*)\n\n$/.exec(event)?.[1];
        events.push([clock.now(), data === undefined ? event : JSON.parse(data)]);
      }
    }
    return { headers: Object.fromEntries(response.headers), events };
  };
  return await clock.runUntil(call());
}
