import { RealClock } from '../clock/real-clock.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import type { ContractReport } from '../contract/judge/contract-report.ts';
import { holdToContract } from '../contract/judge/hold-to-contract.ts';
import { RULES } from '../contract/rules/rules.ts';
import { streamProbeStimulus } from '../contract/stimulus/stream-probe-stimulus.ts';
import { inProcessTarget } from '../contract/target/in-process-target.ts';
import { createApp } from '../http/create-app.ts';
import { listen } from '../http/listen.ts';
import { HttpWire } from '../probe/http-wire.ts';
import type { Specimen } from './parts/specimen.ts';

/** All experiments, however long they take: no time passes but virtual time. */
const BUDGET_MS = 600_000;

export type JudgeableSpecimen = Pick<Specimen, 'name' | 'open' | 'protocolVersion' | 'sockets'>;

/**
 * Holds a specimen to the contract: in virtual time, if its fault shows there.
 *
 * @param seed - what is left to chance comes from it; default: 1
 */
export function judgeSpecimen(specimen: JudgeableSpecimen, seed = 1): Promise<ContractReport> {
  const { sockets } = specimen;
  return sockets === undefined ? inProcess(specimen, seed) : overSockets(specimen, sockets, seed);
}

async function inProcess(
  { name, open, ...specimen }: JudgeableSpecimen,
  seed: number,
): Promise<ContractReport> {
  const { protocolVersion = '2025-11-25' } = specimen;
  const clock = new VirtualClock();
  await using server = open({ clock });
  const { handle } = server;
  const stimulus = streamProbeStimulus();
  const target = inProcessTarget({ name, handle, clock, stimulus, protocolVersion });
  const options = { target, seed, nonce: name, budgetMs: BUDGET_MS };
  return await clock.runUntil(holdToContract(options));
}

async function overSockets(
  { name, open, protocolVersion = '2025-11-25' }: JudgeableSpecimen,
  {
    experiments,
    hasOneSize = false,
    passing = () => {},
  }: NonNullable<JudgeableSpecimen['sockets']>,
  seed: number,
): Promise<ContractReport> {
  const clock = new RealClock();
  await using endpoint = open({ clock });
  const app = createApp({ manager: endpoint.handle, health: () => ({}) });
  await using server = await listen({
    app: (request, response) => {
      passing(request);
      app(request, response);
    },
  });
  await using wire = new HttpWire();
  const stimulus = streamProbeStimulus();
  const can = { ...stimulus.can, payload: !hasOneSize };
  const target = {
    name,
    url: `${server.url}/mcp-streamable`,
    wire,
    clock,
    headers: {},
    protocolVersion,
    stimulus: { ...stimulus, can },
    granularityMs: 0,
  };
  const rules = RULES.filter(({ needs }) => needs.every((id) => experiments.includes(id)));
  return await holdToContract({ target, seed, nonce: name, rules, budgetMs: BUDGET_MS });
}
