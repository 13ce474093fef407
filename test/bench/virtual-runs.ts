import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { readDirectly } from '../../src/server/direct-reader.ts';
import { createStataServer } from '../../src/server/stata-server.ts';
import { createStata } from '../../src/stata/session/create-stata.ts';
import { run, runSelection } from '../../src/testbed/run.ts';
import { formatTable } from './table.ts';

const ROUNDS = 10;
const ROUND_REAL_MS = 400;
const jsonSchemaValidator = new AjvJsonSchemaValidator();

/**
 * Whole virtual runs per second of real time: a new server, a new session, the handshake, the call
 * with its two waits, and the end of the session. The baseline is the SDK's own client and server for the same
 * call, linked in memory: no HTTP, no manager, no probe.
 */
export async function benchVirtualRuns(): Promise<string> {
  const scenario = await findScenario('two-eight-twelve');
  const contenders = {
    'SDK client and server in memory (baseline)': () => runInMemory(scenario),
    'run(), streaming, wire probe': () => run({ scenario, manager: 'streaming' }),
    'run(), buffered, wire probe': () => run({ scenario, manager: 'buffered' }),
    'run(), streaming, SDK probe': () => run({ scenario, manager: 'streaming', probe: 'sdk' }),
  };
  const rates = new Map<string, number[]>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, runOnce] of Object.entries(contenders)) {
      const rate = await ratePerSecond(runOnce);
      // The first round warms up.
      if (round > 0) rates.set(name, [...(rates.get(name) ?? []), rate]);
    }
  }
  const baseline = Math.max(...(rates.values().next().value ?? [Number.NaN]));
  const rows = [...rates].map(([name, list]) => {
    const best = Math.max(...list);
    return [name, median(list).toFixed(0), best.toFixed(0), (best / baseline).toFixed(2)];
  });
  return formatTable(
    `Whole virtual runs of ${scenario.name} per second, one core`,
    ['', 'median', 'best', 'best / baseline'],
    rows,
  );
}

async function ratePerSecond(runOnce: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  let count = 0;
  while (performance.now() - startedAtMs < ROUND_REAL_MS) {
    await runOnce();
    count += 1;
  }
  return (1000 * count) / (performance.now() - startedAtMs);
}

async function runInMemory(scenario: Scenario): Promise<void> {
  const clock = new VirtualClock();
  const stata = createStata({ scenario, clock });
  const server = createStataServer({ stata, reader: readDirectly, clock });
  const client = new Client({ name: 'bench', version: '0' }, { jsonSchemaValidator });
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  const { tool, args } = runSelection(scenario);
  const work = async (): Promise<void> => {
    await server.connect(serverSide);
    await client.connect(clientSide);
    await client.callTool({ name: tool, arguments: args });
    await client.close();
  };
  await clock.runUntil(work());
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
