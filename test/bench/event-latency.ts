import { randomUUID } from 'node:crypto';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';
import { RealClock } from '../../src/clock/real-clock.ts';
import { createApp } from '../../src/http/create-app.ts';
import { type HttpServer, listen } from '../../src/http/listen.ts';
import { Sessions } from '../../src/manager/sessions.ts';
import { streamingManager } from '../../src/manager/streaming-manager.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { createSseDecoder } from '../../src/probe/sse-decoder.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import { formatTable } from './table.ts';

const ROUNDS = 24;
const BASELINE = 'SDK transport on express (baseline)';
const EVENTS_PER_CALL = 200;
const GAP_MS = 2;

/** Something that sends events, each of which tells when it was sent. */
interface Contender extends AsyncDisposable {
  /** Lets it send a call's worth of events; returns how long each was on its way, in milliseconds. */
  latencies(): Promise<readonly number[]>;
}

/**
 * How long an event is on its way, from the tool that sends it to the probe that has decoded it, over
 * sockets. The baseline, compared round by round, is the SDK's own transport on an express app of the same kind.
 */
export async function benchEventLatency(): Promise<string> {
  await using bare = await sdkOnExpress();
  await using streaming = await streamingOnExpress();
  await using plain = await plainHttp();
  const contenders: Readonly<Record<string, Contender>> = {
    [BASELINE]: bare,
    'streaming manager': streaming,
    'node:http, SSE by hand, no MCP': plain,
  };
  const rounds = new Map<string, (readonly number[])[]>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    // Each takes its turn at being first, in case that is worth something.
    for (const [name, contender] of rotated(Object.entries(contenders), round)) {
      const latencies = await contender.latencies();
      // The first round warms up.
      if (round > 0) rounds.set(name, [...(rounds.get(name) ?? []), latencies]);
    }
  }
  const baseline = rounds.get(BASELINE) ?? [];
  const rows = Object.keys(contenders).map((name) => {
    const own = rounds.get(name) ?? [];
    return [
      name,
      ...[0.5, 0.99].flatMap((share) => {
        const each = own.map((latencies) => quantile(latencies, share));
        const ratios = each.map((value, round) => value / quantile(baseline[round] ?? [], share));
        return [(1000 * quantile(each, 0.5)).toFixed(0), quantile(ratios, 0.5).toFixed(2)];
      }),
    ];
  });
  return formatTable(
    `Latency of an event over sockets: medians of ${ROUNDS} rounds of ${EVENTS_PER_CALL} events`,
    ['', 'p50 µs', '/ baseline', 'p99 µs', '/ baseline'],
    rows,
  );
}

function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/** A tool that sends events, spaced out so that each is sent by itself. */
function timedServer(): McpServer {
  const server = new McpServer({ name: 'bench', version: '0' }, { capabilities: { logging: {} } });
  server.registerTool('events', {}, async ({ sendNotification }) => {
    for (let index = 0; index < EVENTS_PER_CALL; index += 1) {
      await pause(GAP_MS);
      const params = { level: 'notice', data: String(performance.now()) } as const;
      await sendNotification({ method: 'notifications/message', params });
    }
    return { content: [] };
  });
  return server;
}

async function sdkOnExpress(): Promise<Contender> {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: randomUUID });
  const server = timedServer();
  await server.server.connect(Object.assign(transport));
  const app = express().use(express.json());
  app.all('/mcp', (req, res) => transport.handleRequest(req, res, req.body));
  return mcpContender(await listen({ app }), '/mcp', () => server.close());
}

async function streamingOnExpress(): Promise<Contender> {
  const sessions = new Sessions({ clock: new RealClock(), createServer: timedServer });
  const app = createApp({ manager: streamingManager(sessions.handle), health: () => ({}) });
  return mcpContender(await listen({ app }), '/mcp-streamable', () => sessions.close());
}

async function mcpContender(
  http: HttpServer,
  path: string,
  close: () => Promise<void>,
): Promise<Contender> {
  const wire = new HttpWire();
  const clock = new RealClock();
  const probe = await WireProbe.open({ wire, clock, url: http.url + path });
  return {
    latencies: async () => {
      const found: number[] = [];
      await probe.call({
        tool: 'events',
        args: {},
        record: (arrival) => {
          if (arrival.kind === 'message') found.push(performance.now() - Number(arrival.text));
        },
      });
      return found;
    },
    [Symbol.asyncDispose]: async () => {
      await probe[Symbol.asyncDispose]();
      await wire[Symbol.asyncDispose]();
      await close();
      await http.close();
    },
  };
}

async function plainHttp(): Promise<Contender> {
  const http = await listen({
    app: async (_req, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.flushHeaders();
      for (let index = 0; index < EVENTS_PER_CALL; index += 1) {
        await pause(GAP_MS);
        res.write(`data: ${performance.now()}\n\n`);
      }
      res.end();
    },
  });
  const wire = new HttpWire();
  return {
    latencies: async () => {
      const found: number[] = [];
      const { signal } = new AbortController();
      await using response = await wire.exchange({
        method: 'POST',
        url: http.url,
        headers: {},
        signal,
      });
      const decode = createSseDecoder();
      for await (const chunk of response.body) {
        for (const item of decode(chunk)) {
          if (item.kind === 'event') found.push(performance.now() - Number(item.data));
        }
      }
      return found;
    },
    [Symbol.asyncDispose]: async () => {
      await wire[Symbol.asyncDispose]();
      await http.close();
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}
