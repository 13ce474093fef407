import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import {
  type JSONRPCMessage,
  LoggingMessageNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import type { Step } from '../../src/scenario/scenario.ts';
import { readDirectly } from '../../src/server/direct-reader.ts';
import { DiskDoFiles } from '../../src/server/disk-do-files.ts';
import { createStataServer } from '../../src/server/stata-server.ts';
import { ScriptedStata } from '../../src/stata/session/scripted-stata.ts';
import type { Emission } from '../../src/timeline/emission.ts';
import { error, print, scenarioOf, wait } from '../scenario-of.ts';

const SCRIPT = [wait(2000), print('one'), print('two'), wait(6000), error(198, 'invalid syntax')];

describe('the Stata server', () => {
  it('has stata-mcp’s tools and declares logging', async () => {
    await using rig = await connect(SCRIPT);
    const { tools } = await rig.client.listTools();
    expect(tools.map(({ name, inputSchema }) => [name, inputSchema.required])).toEqual([
      ['stata_run_selection', ['selection']],
      ['stata_run_file', ['file_path']],
      ['stata_session', undefined],
    ]);
    expect(rig.client.getServerCapabilities()).toMatchObject({ logging: {}, tools: {} });
  });

  it('tells of each line while Stata runs, as messages of the logger stata-mcp', async () => {
    await using rig = await connect(SCRIPT);
    await rig.call();
    expect(rig.heard).toEqual([
      '2000 notice stata-mcp one',
      '2000 notice stata-mcp two',
      '8000 error stata-mcp invalid syntax\nr(198);',
    ]);
  });

  it('returns what Stata printed, and says isError after a Stata error', async () => {
    await using rig = await connect(SCRIPT);
    expect(await rig.call()).toMatchObject({
      isError: true,
      content: [{ type: 'text', text: 'one\ntwo\ninvalid syntax\nr(198);' }],
    });
    await using good = await connect([print('one')]);
    expect(await good.call()).toMatchObject({ isError: false });
  });

  it('reports progress, strictly increasing, only to who asked for it', async () => {
    await using rig = await connect(SCRIPT);
    const progress: string[] = [];
    await rig.call({
      onprogress: (p) => progress.push(`${rig.clock.now()} ${p.progress} ${p.message}`),
    });
    expect(progress).toEqual(['2000 1 one', '2000 2 two', '8000 3 invalid syntax\nr(198);']);
  });

  it.each([
    ['debug', 3],
    ['notice', 3],
    ['warning', 1],
    ['critical', 0],
  ] as const)('sends what is of the level that was set or above: %s', async (level, count) => {
    await using rig = await connect(SCRIPT);
    await rig.client.setLoggingLevel(level);
    await rig.call();
    expect(rig.heard).toHaveLength(count);
  });

  it('answers a level that does not exist with error -32602', async () => {
    await using rig = await connect(SCRIPT);
    const request = { method: 'logging/setLevel', params: { level: 'loud' } };
    await expect(rig.client.request(Object(request), z.object({}))).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining('must be one of debug, info, notice'),
    });
  });

  it('hands over the code of a file, and says so when there is none', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'a.do');
    await writeFile(file, 'display 1\n');
    await using rig = await connect([print('one')]);
    await rig.callTool('stata_run_file', { file_path: file });
    expect(rig.said[0]).toMatchObject({ kind: 'started', code: 'display 1\n' });
    const missing = await rig.callTool('stata_run_file', { file_path: `${file}x` });
    expect(missing).toMatchObject({
      isError: true,
      content: [{ text: `Error: File not found: ${file}x` }],
    });
  });

  it('breaks Stata when the call is cancelled, and tells nothing more', async () => {
    await using rig = await connect(SCRIPT);
    const cancel = new AbortController();
    void rig.clock.sleep(5000).then(() => cancel.abort());
    await expect(rig.call({ signal: cancel.signal })).rejects.toThrow();
    await rig.clock.runUntil(rig.clock.sleep(60_000));
    expect(rig.heard).toEqual(['2000 notice stata-mcp one', '2000 notice stata-mcp two']);
    expect(rig.said.slice(-2)).toEqual([
      { kind: 'error', atMs: 5000, returnCode: 1, message: '--Break--' },
      { kind: 'ended', atMs: 5000, returnCode: 1 },
    ]);
  });
});

describe('a client that can’t be told', () => {
  it.each(['notifications/message', 'notifications/progress'])(
    'has its call end with the error, its run stopped and its session free: %s',
    async (method) => {
      await using rig = await connect([print('one'), wait(3_600_000), print('two')]);
      rig.failToSend((message) => 'method' in message && message.method === method);
      const call = (): Promise<unknown> => rig.call({ onprogress: () => {} });
      await expect(call()).rejects.toThrow('the wire is cut');
      expect(rig.clock.now()).toBe(0);
      expect(rig.said.at(-1)).toMatchObject({ kind: 'ended', returnCode: 1 });
      rig.failToSend(() => false);
      expect(await call()).toMatchObject({ isError: false });
    },
  );
});

interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { progress: number; message?: string | undefined }) => void;
}

async function connect(script: readonly Step[]) {
  const clock = new VirtualClock();
  const said: Emission[] = [];
  const stata = new ScriptedStata({
    scenario: scenarioOf(script),
    clock,
    record: (emission) => said.push(emission),
  });
  const server = createStataServer({
    stata,
    reader: readDirectly,
    clock,
    doFiles: new DiskDoFiles(tmpdir()),
  });
  const client = new Client({ name: 'test', version: '0' });
  const heard: string[] = [];
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
    heard.push(`${clock.now()} ${params.level} ${params.logger} ${params.data}`);
  });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(serverSide), client.connect(clientSide)]);
  const send = serverSide.send.bind(serverSide);
  const failToSend = (fails: (message: JSONRPCMessage) => boolean): void => {
    serverSide.send = async (message, options) => {
      if (fails(message)) throw new Error('the wire is cut');
      await send(message, options);
    };
  };
  const callTool = (name: string, args: Record<string, unknown>, options: CallOptions = {}) =>
    clock.runUntil(client.callTool({ name, arguments: args }, undefined, options));
  return {
    client,
    clock,
    heard,
    said,
    failToSend,
    callTool,
    call: (options?: CallOptions) => callTool('stata_run_selection', { selection: '' }, options),
    [Symbol.asyncDispose]: () => client.close(),
  };
}
