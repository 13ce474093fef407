import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../src/clock/clock.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import type { ContractReport } from '../../src/contract/judge/contract-report.ts';
import { holdToContract } from '../../src/contract/judge/hold-to-contract.ts';
import { fixedStimulus } from '../../src/contract/stimulus/fixed-stimulus.ts';
import { stataStimulus } from '../../src/contract/stimulus/stata-stimulus.ts';
import { inProcessTarget } from '../../src/contract/target/in-process-target.ts';
import type { RuleId } from '../../src/contract/terms/rule-id.ts';
import type { Stimulus } from '../../src/contract/terms/stimulus.ts';
import type { SessionManager } from '../../src/manager/session-manager.ts';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import { createEndpoint } from '../../src/testbed/endpoint.ts';
import type { ManagedEndpoint } from '../../src/testbed/managed-endpoint.ts';
import { broadcast } from '../../src/zoo/parts/broadcast.ts';
import { isMessage, isResponse } from '../../src/zoo/parts/change-events.ts';
import { type HealthyOptions, healthy } from '../../src/zoo/parts/healthy.ts';
import { replayWholeSession } from '../../src/zoo/parts/whole-session-replay.ts';
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

describe('a tool that counts', () => {
  it('breaks nothing, and its calls are told apart by their tokens', async () => {
    const report = await counted();
    expect(broken(report)).toEqual([]);
    expect(rulesThat('cannot-tell', report)).toEqual([]);
    expect(rulesThat('pass', report)).toEqual(
      expect.arrayContaining(['T14', 'G04', 'G05', 'R08', 'Z16']),
    );
  });

  it.each<[string, Required<HealthyOptions>['before'], readonly RuleId[]]>([
    ['that are replayed on another’s stream', replayWholeSession, ['R08', 'Z17']],
    ['that are heard in other sessions', toAll, ['G04', 'G05', 'Z16']],
  ])('says things %s', async (_, before, rules) => {
    const report = await counted({ before });
    expect(rulesThat('fail', report)).toEqual(rules);
  });

  it('can’t be told apart where no progress is told at all', async () => {
    const report = await counted({ manager: 'buffered-json' });
    const untold = ['T14', 'Z16'] as const;
    expect(rulesThat('not-applicable', report)).toEqual(expect.arrayContaining([...untold]));
  });
});

/** A server that counts, held to the contract. */
async function counted(options: HealthyOptions = {}): Promise<ContractReport> {
  const clock = new VirtualClock();
  const endpoint = healthy({ createServer: createCountingServer, ...options })({ clock });
  const stimulus = fixedStimulus({
    tool: 'count',
    duration: { argument: 'duration', unit: 's' },
    steps: { argument: 'steps' },
  });
  return await judged(endpoint, clock, stimulus);
}

function toAll(manager: SessionManager): SessionManager {
  return broadcast(manager, (event) => isMessage(event) && !isResponse(event));
}

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
function createCountingServer({ clock }: { readonly clock: Clock }): McpServer {
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
