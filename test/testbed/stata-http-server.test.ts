import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import {
  openStataHttpServer,
  type StataHttpServerOptions,
} from '../../src/testbed/stata-http-server.ts';
import { begin, responseOf, send } from '../http/send.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';

const SCENARIO = scenarioOf([print('one'), wait(60_000), print('two')]);
const STREAM = '/run_selection/stream?selection=1';

describe('the endpoints without MCP', () => {
  it('stream over a socket: what is said is heard before the run is over', async () => {
    await using server = await serve();
    const req = begin(server.url + STREAM);
    req.end();
    const res = await responseOf(req);
    expect(res.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
      'transfer-encoding': 'chunked',
    });
    let heard = '';
    for await (const chunk of res.setEncoding('utf8')) {
      heard += chunk;
      if (heard.includes('data: one\n\n')) break;
    }
    expect(heard).toBe('data: \n\ndata: one\n\n');
    // That client has gone, and the run goes on.
    expect(await json(`${server.url}/execution_status`)).toMatchObject({ executing: true });
  });

  it('share their sessions with MCP, in profiles of stata-mcp', async () => {
    await using server = await serve({ profile: 'stata-mcp@0.5.2' });
    await using wire = new HttpWire();
    await using probe = await WireProbe.open({ wire, url: server.mcpUrl, clock: new RealClock() });
    const args = { selection: '1', session_id: 'shared' };
    const call = probe.call({ tool: 'stata_run_selection', args, record: () => {} });
    await until(async () => (await json(`${server.url}/sessions/shared`)).session?.is_busy);
    await send(`${server.url}/stop_execution?session_id=shared`, { method: 'POST' });
    expect(JSON.stringify(await call)).toContain('Execution cancelled');
  });

  it('are of the version that is asked for, as is what the server says of itself', async () => {
    await using server = await serve({ profile: 'stata-mcp@0.3.5' });
    expect(await json(`${server.url}/health`)).toEqual({
      status: 'ok',
      service: 'Stata MCP Server',
      version: '1.0.0',
      stata_available: true,
    });
    expect(await send(server.url + STREAM)).toMatchObject({ status: 404 });
    expect(await send(`${server.url}/run_file`)).toMatchObject({ status: 422 });
  });

  it('leave all other paths to others', async () => {
    await using server = await serve();
    const reply = await send(`${server.url}/nowhere`, { method: 'POST', body: 'x' });
    expect(reply.status).toBe(404);
    expect(JSON.parse(reply.body)).toMatchObject({ jsonrpc: '2.0' });
  });

  it('refuse a body that is too long', async () => {
    await using server = await serve();
    const body = JSON.stringify({
      tool: 'run_selection',
      parameters: { selection: 'x'.repeat(2 ** 22) },
    });
    expect(await send(`${server.url}/v1/tools`, { method: 'POST', body })).toMatchObject({
      status: 413,
    });
  });

  it('end when the server is closed, and Stata with them', async () => {
    const said: string[] = [];
    await using server = await serve({ record: (emission) => said.push(emission.kind) });
    const req = begin(server.url + STREAM);
    req.end();
    const res = await responseOf(req);
    await once(res, 'readable');
    const rest = text(res).catch(() => 'cut');
    await server.close();
    await rest;
    await until(async () => said.at(-1) === 'ended');
    expect(said).toEqual(['started', 'output', 'error', 'ended']);
  });
});

function serve(options: Partial<StataHttpServerOptions> = {}) {
  return openStataHttpServer({
    scenario: SCENARIO,
    clock: new RealClock(),
    managers: ['streaming'],
    ...options,
  });
}

async function json(url: string) {
  return JSON.parse((await send(url)).body);
}

/** Asks again and again. A test that waits in vain runs into its own time limit. */
async function until(isSo: () => Promise<unknown>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

describe('stata-mcp’s two MCP endpoints', () => {
  const listOf = async (transport: Parameters<Client['connect']>[0]) => {
    const client = new Client({ name: 'test', version: '0' });
    await client.connect(transport);
    const { tools } = await client.listTools();
    const described = {
      version: client.getServerVersion()?.version,
      logging: client.getServerCapabilities()?.logging,
      tools: tools.map(({ name, inputSchema }) => [
        name,
        Object.keys(inputSchema.properties ?? {}).join(' '),
      ]),
    };
    await client.close();
    return described;
  };

  it('are two servers: fastapi_mcp’s over HTTP+SSE, and one written by hand', async () => {
    await using server = await openStataHttpServer({
      scenario: scenarioOf([print('hello')]),
      managers: ['streaming'],
      clock: new RealClock(),
      profile: 'stata-mcp@0.5.2',
    });
    expect(await listOf(new SSEClientTransport(new URL(`${server.url}/mcp`)))).toEqual({
      version: expect.stringMatching(/^This server provides tools/),
      logging: {},
      tools: [
        ['stata_run_selection', 'selection session_id working_dir'],
        ['stata_run_file', 'file_path timeout session_id working_dir'],
      ],
    });
    expect(await listOf(new StreamableHTTPClientTransport(new URL(server.mcpUrl)))).toEqual({
      version: '1.18.0',
      logging: undefined,
      tools: [
        ['stata_run_selection', 'selection'],
        ['stata_run_file', 'file_path timeout'],
        ['stata_session', 'action session_id'],
      ],
    });
  });
});
