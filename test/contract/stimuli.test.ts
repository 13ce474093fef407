import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../src/clock/clock.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import type { ContractReport } from '../../src/contract/contract-report.ts';
import { fixedStimulus } from '../../src/contract/fixed-stimulus.ts';
import { holdToContract } from '../../src/contract/hold-to-contract.ts';
import { inProcessTarget } from '../../src/contract/in-process-target.ts';
import { stataStimulus } from '../../src/contract/stata-stimulus.ts';
import type { Stimulus } from '../../src/contract/stimulus.ts';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import { createEndpoint } from '../../src/testbed/endpoint.ts';
import { createManagedEndpoint, type ManagedEndpoint } from '../../src/testbed/managed-endpoint.ts';
import { rulesThat } from './judged.ts';

/**
 * The fixture tool is heard by markers, and its result says nothing. Other tools repeat all that they
 * said in their result, echo their code, or can be known by the numbers of their progress only.
 */
it.each(['streaming', 'option-1-hardened'] as const)(
  'code that really runs breaks nothing behind %s',
  async (manager) => {
    const clock = new VirtualClock();
    const scenario = await findScenario('default');
    const endpoint = createEndpoint({ manager, clock, scenario });
    const report = await judged(endpoint, clock, stataStimulus({ tool: 'stata_run_selection' }));
    expect(broken(report)).toEqual([]);
    expect(rulesThat('cannot-tell', report)).toEqual([]);
  },
);

it('a tool that counts breaks nothing', async () => {
  const clock = new VirtualClock();
  const createServer = () => createCountingServer(clock);
  const endpoint = createManagedEndpoint({ manager: 'streaming', clock, createServer });
  const stimulus = fixedStimulus({
    tool: 'count',
    duration: { argument: 'duration', unit: 's' },
    steps: { argument: 'steps' },
  });
  const report = await judged(endpoint, clock, stimulus);
  expect(broken(report)).toEqual([]);
  // Calls that count the same can't be told from each other.
  expect(rulesThat('cannot-tell', report)).toEqual(['T14', 'G04', 'G05', 'Z16']);
});

async function judged(
  endpoint: ManagedEndpoint,
  clock: VirtualClock,
  stimulus: Stimulus,
): Promise<ContractReport> {
  await using server = endpoint;
  const target = inProcessTarget({ handle: server.handle, clock, stimulus });
  const options = { target, seed: 1, nonce: 'test', budgetMs: 600_000 };
  return await clock.runUntil(holdToContract(options));
}

/** With what was seen. */
function broken({ verdicts }: ContractReport): readonly string[] {
  return verdicts
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ ruleId, evidence }) => `${ruleId}: ${evidence}`);
}

/** A tool such as server-everything's `trigger-long-running-operation`. */
function createCountingServer(clock: Clock): McpServer {
  const server = new McpServer({ name: 'counting', version: '1.0.0' });
  const inputSchema = { duration: z.number(), steps: z.number() };
  server.registerTool('count', { inputSchema }, async ({ duration, steps }, extra) => {
    const progressToken = extra._meta?.progressToken;
    for (let progress = 1; progress <= steps; progress += 1) {
      await clock.sleep((duration * 1000) / steps, extra.signal);
      if (progressToken === undefined) continue;
      const params = { progressToken, progress, total: steps };
      await extra.sendNotification({ method: 'notifications/progress', params });
    }
    return { content: [{ type: 'text', text: `counted to ${steps}` }] };
  });
  return server;
}
