import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import { describe } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { holdToContract } from '../../src/contract/hold-to-contract.ts';
import type { RuleId } from '../../src/contract/rule-id.ts';
import { RULES } from '../../src/contract/rules.ts';
import { stataStimulus } from '../../src/contract/stata-stimulus.ts';
import type { Verdict } from '../../src/contract/verdict.ts';
import { FakeStataContainer } from '../../src/kit/testcontainers.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';

/** The image under test; `npm run test:docker` builds it, and says here which it is. */
export const IMAGE = process.env.FAKE_STATA_IMAGE ?? '';

const ENGINE = existsSync('/var/run/docker.sock') ? 'a Docker engine is here' : 'no Docker engine';

/** A suite that needs containers. Where there are none, it is skipped and says why. */
export function describeContainers(name: string, suite: () => void): void {
  if (IMAGE !== '') describe(name, suite);
  else describe.skip(`${name} (skipped: ${ENGINE}; npm run test:docker runs this)`, suite);
}

/** A Stata that runs the code that it is given, so that the contract can make it talk. */
export function stataContainer(): FakeStataContainer {
  return new FakeStataContainer(IMAGE)
    .withBindMounts([{ source: pathOf('interpreter.yaml'), target: SCENARIO_FILE, mode: 'ro' }])
    .withScenario(SCENARIO_FILE);
}

const SCENARIO_FILE = '/scenario.yaml';

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

/** A proxy with a configuration of `docker/nginx/`, or another one. */
export async function nginx(configuration: string): Promise<GenericContainer> {
  const content = configuration.endsWith('.conf')
    ? await readFile(new URL(`../../docker/nginx/${configuration}`, import.meta.url), 'utf8')
    : configuration;
  return new GenericContainer('nginx:stable')
    .withCopyContentToContainer([{ content, target: '/etc/nginx/nginx.conf' }])
    .withCommand(['nginx', '-g', 'daemon off;'])
    .withExposedPorts(80)
    .withWaitStrategy(Wait.forListeningPorts());
}

/** Where a container's port is reached from here. */
export function urlOf(container: StartedTestContainer, port: number): string {
  return `http://${container.getHost()}:${container.getMappedPort(port)}`;
}

/** What can be told of a hop in a few seconds, without varying anything. */
const QUICK: readonly RuleId[] = ['T08', 'S04', 'S05', 'Z02', 'Z03', 'Z10', 'Z14', 'Z15'];

export interface JudgeOptions {
  readonly rules?: readonly RuleId[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Holds whatever answers at an MCP endpoint to some rules of the contract, in real time. */
export async function judged(
  url: string,
  { rules = QUICK, headers = {} }: JudgeOptions = {},
): Promise<readonly Verdict[]> {
  await using wire = new HttpWire();
  const report = await holdToContract({
    target: {
      name: url,
      url,
      wire,
      clock: new RealClock(),
      headers,
      protocolVersion: '2025-11-25',
      stimulus: stataStimulus({ tool: 'stata_run_selection' }),
      granularityMs: 0,
    },
    seed: 1,
    nonce: 'docker',
    budgetMs: 120_000,
    rules: RULES.filter(({ id }) => rules.includes(id)),
  });
  return report.verdicts;
}

/** The rules that a server breaks, by their ids. */
export function brokenIn(verdicts: readonly Verdict[]): string {
  return verdicts.flatMap(({ ruleId, outcome }) => (outcome === 'fail' ? [ruleId] : [])).join(' ');
}

/** Verdicts in lines, for the message of a failure. */
export function linesOf(verdicts: readonly Verdict[]): string {
  return verdicts
    .map(({ ruleId, outcome, evidence }) => `${ruleId} ${outcome}: ${evidence}`)
    .join('\n');
}
