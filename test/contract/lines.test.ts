import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import type { ContractReport } from '../../src/contract/judge/contract-report.ts';
import { holdToContract } from '../../src/contract/judge/hold-to-contract.ts';
import { locate } from '../../src/contract/judge/locate.ts';
import { z01 } from '../../src/contract/rules/z01-first-event-tracks.ts';
import { stataStimulus } from '../../src/contract/stimulus/stata-stimulus.ts';
import { formatLinesTarget } from '../../src/contract/target/format-target.ts';
import { inProcessTarget } from '../../src/contract/target/in-process-target.ts';
import { openTarget } from '../../src/contract/target/open-target.ts';
import { parseTarget } from '../../src/contract/target/parse-target.ts';
import type { LinesChannel } from '../../src/contract/terms/lines-channel.ts';
import { createStataApi } from '../../src/http/stata-api.ts';
import { bufferedManager } from '../../src/manager/buffered-manager.ts';
import type { SessionManager } from '../../src/manager/session-manager.ts';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import { DiskDoFiles } from '../../src/server/disk-do-files.ts';
import { PROFILES } from '../../src/server/profiles.ts';
import { createEndpoint } from '../../src/testbed/endpoint.ts';
import { openStataHttpServer } from '../../src/testbed/stata-http-server.ts';
import { rulesThat } from './judged.ts';

/** What the endpoints for editors, which aren't MCP, are judged by. */
const JUDGED = [
  ...['T14', 'T19', 'Z01', 'Z02', 'Z03', 'Z04', 'Z05', 'Z06', 'Z07', 'Z09'],
  ...['Z12', 'Z14', 'Z15'],
];
const LINES: LinesChannel = { session: 'session_id', failure: 'ERROR: ' };

describe('an endpoint whose event stream carries lines', () => {
  it('keeps all that it can be asked for', async () => {
    const report = await judged(same, LINES);
    expect(rulesThat('fail', report)).toEqual([]);
    expect(rulesThat('cannot-tell', report)).toEqual([]);
    expect(rulesThat('pass', report)).toEqual(JUDGED);
    const { evidence } = report.verdicts.find(({ ruleId }) => ruleId === 'G01') ?? {};
    expect(evidence).toBe('the endpoint isn’t MCP: its event stream carries lines');
  });

  it('is found out when all of it is collected first', async () => {
    const report = await judged(bufferedManager, LINES);
    expect(rulesThat('fail', report)).toEqual(['Z01', 'Z02', 'Z03', 'Z04', 'Z05']);
  });

  it('is asked for one thing at a time when all calls share one session', async () => {
    const report = await judged(same, { failure: 'ERROR: ' });
    expect(rulesThat('fail', report)).toEqual([]);
    expect(rulesThat('cannot-tell', report)).toEqual([]);
    expect(rulesThat('not-applicable', report)).toEqual(expect.arrayContaining(['T14', 'Z12']));
  });

  it('tells nobody of a failure whose words nobody knows', async () => {
    const report = await judged(same, { session: 'session_id' });
    expect(rulesThat('not-applicable', report)).toContain('Z09');
  });

  it.each([
    ['selection', undefined],
    ['file_path', '/tmp'],
  ])('has a target file that can be read as it is begun: %s', (argument, folder) => {
    const url = 'http://127.0.0.1:4000/run/stream';
    const given = { ...(folder && { folder }) };
    expect(parseTarget(formatLinesTarget(url, argument, folder), 'target.yaml')).toEqual({
      url,
      lines: { method: 'GET' },
      stimulus: { kind: 'stata', tool: '/run/stream', argument, ...given },
    });
  });

  it('can be a hop', async () => {
    const finding = async (before: typeof same) => {
      const [verdict] = (await judged(before, LINES, [z01])).verdicts;
      if (verdict === undefined) throw new Error('there is no verdict');
      return verdict;
    };
    const hops = [
      { name: 'server', finding: await finding(same) },
      { name: 'proxy', finding: await finding(bufferedManager) },
    ];
    expect(locate(hops)).toEqual({ kind: 'at', hop: 'proxy', after: 'server' });
  });
});

it('writes do-files where both sides see them, and takes them away', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fake-stata-'));
  const statas = { doFiles: new DiskDoFiles(folder) };
  const scenario = await findScenario('default');
  const clock = new VirtualClock();
  const managers = ['streaming'] as const;
  await using server = await openStataHttpServer({ managers, clock, scenario, statas });
  const file = `
url: ${server.mcpUrl}
stimulus: { kind: stata, tool: stata_run_file, argument: file_path, folder: ${folder} }`;
  await using opened = await openTarget(parseTarget(file, 'target.yaml'));
  const { args } = opened.target.stimulus.prepare(SCHEDULE, 'x');
  expect(args.file_path).toMatch(`${folder}/fake-stata-contract-`);
  await opened[Symbol.asyncDispose]();
  expect(await readdir(folder)).toEqual([]);
});

const SCHEDULE = { firstMs: 0, gapMs: 0, steps: 1, silentMs: 0, payloadBytes: 0 };

const same = (manager: SessionManager): SessionManager => manager;

/** Our own server's `/run_selection/stream`, with something before it. */
async function judged(
  before: (manager: SessionManager) => SessionManager,
  lines: LinesChannel,
  rules?: readonly (typeof z01)[],
): Promise<ContractReport> {
  const clock = new VirtualClock();
  const scenario = await findScenario('default');
  await using endpoint = createEndpoint({ manager: 'streaming', clock, scenario });
  const { stataSessions: sessions } = endpoint;
  const api = createStataApi({ sessions, clock, profile: PROFILES['fake-stata'] });
  const answer: SessionManager = async (request) =>
    (await api(request)) ?? new Response(null, { status: 404 });
  const target = inProcessTarget({
    handle: before(answer),
    clock,
    url: 'http://127.0.0.1/run_selection/stream',
    lines,
    stimulus: stataStimulus({ tool: 'lines' }),
  });
  const some = rules === undefined ? {} : { rules };
  const options = { target, seed: 1, nonce: 'test', budgetMs: 600_000, ...some };
  return await clock.runUntil(holdToContract(options));
}
