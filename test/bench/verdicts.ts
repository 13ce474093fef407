import { parseArgs } from 'node:util';
import { namesOf } from '../../src/cli/options.ts';
import { RealClock } from '../../src/clock/real-clock.ts';
import { holdToContract } from '../../src/contract/hold-to-contract.ts';
import type { RuleId } from '../../src/contract/rule-id.ts';
import { RULES } from '../../src/contract/rules.ts';
import { streamProbeStimulus } from '../../src/contract/stream-probe-stimulus.ts';
import type { Outcome, Verdict } from '../../src/contract/verdict.ts';
import { createApp } from '../../src/http/create-app.ts';
import { listen } from '../../src/http/listen.ts';
import { MANAGERS, type ManagerName } from '../../src/manager/managers.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { createStreamProbeServer } from '../../src/server/stream-probe-server.ts';
import { createManagedEndpoint } from '../../src/testbed/managed-endpoint.ts';
import { EXPECTED } from '../contract/expected.ts';
import { keepCoreBusy } from '../real/busy-core.ts';
import { formatTable } from './table.ts';

/**
 * How often the judge is wrong, counted: over sockets, in real time, with the other core busy. A
 * false alarm is a rule that is kept and said to be broken; a miss is the other way round.
 *
 *     npm run bench:verdicts -- --healthy 200 --faulty 10 --parallel 4
 */
const { values } = parseArgs({
  options: {
    healthy: { type: 'string', default: '4' },
    faulty: { type: 'string', default: '1' },
    parallel: { type: 'string', default: '2' },
  },
});

/** The 22 s of silence would make it all last twice as long, for one rule that hasn't to do with noise. */
const COUNTED = RULES.filter(({ id }) => id !== 'Z05');

interface Count {
  readonly name: string;
  readonly runs: number;
  readonly wrong: readonly Verdict[];
  readonly open: readonly Verdict[];
}

await using _busy = keepCoreBusy();
const healthy = await count('streaming', Number(values.healthy));
const counts = [healthy];
for (const name of namesOf(MANAGERS)) {
  if (EXPECTED[name].breaks.length > 0) counts.push(await count(name, Number(values.faulty)));
}
process.stdout.write(
  formatTable(
    `Wrong verdicts, with the other core busy, ${values.parallel} at a time`,
    ['behind', 'runs', 'verdicts', 'wrong', 'cannot tell'],
    counts.map(({ name, runs, wrong, open }) => {
      const verdicts = runs * rulesFor(name).length;
      return [name, runs, verdicts, wrong.length, open.length].map(String);
    }),
  ),
);
for (const { name, wrong, open } of counts) {
  for (const verdict of [...wrong, ...open]) {
    process.stderr.write(`${name}: ${verdict.ruleId} ${verdict.outcome}: ${verdict.evidence}\n`);
  }
}
process.exitCode = counts.some(({ wrong }) => wrong.length > 0) ? 1 : 0;

async function count(name: ManagerName, runs: number): Promise<Count> {
  let begun = 0;
  const verdicts: Verdict[] = [];
  const worker = async (): Promise<void> => {
    while (begun < runs) {
      begun += 1;
      verdicts.push(...(await judge(name, begun)));
      process.stderr.write(`${name}: ${begun} of ${runs}\n`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.parallel) }, worker));
  const wrong = verdicts.filter((verdict) => isWrong(name, verdict));
  const open = verdicts.filter(
    ({ ruleId, outcome }) => outcome === 'cannot-tell' && !EXPECTED[name].open.includes(ruleId),
  );
  return { name, runs, wrong, open };
}

function isWrong(name: ManagerName, { ruleId, outcome }: Verdict): boolean {
  const isBroken = EXPECTED[name].breaks.includes(ruleId);
  const opposite: Outcome = isBroken ? 'pass' : 'fail';
  return outcome === opposite;
}

/** Of a faulty server, the rules that it breaks; of a healthy one, all. */
function rulesFor(name: string): readonly RuleId[] {
  const manager = namesOf(MANAGERS).find((each) => each === name);
  const breaks = manager === undefined ? [] : EXPECTED[manager].breaks;
  return COUNTED.map(({ id }) => id).filter((id) => breaks.length === 0 || breaks.includes(id));
}

async function judge(manager: ManagerName, seed: number): Promise<readonly Verdict[]> {
  const clock = new RealClock();
  const createServer = () => createStreamProbeServer({ clock });
  await using endpoint = createManagedEndpoint({ manager, clock, createServer });
  const app = createApp({ manager: endpoint.handle, health: () => ({}) });
  await using server = await listen({ app, port: 0 });
  await using wire = new HttpWire({ keepAlive: false });
  const rules = RULES.filter(({ id }) => rulesFor(manager).includes(id));
  const { verdicts } = await holdToContract({
    target: {
      name: manager,
      url: `${server.url}/mcp-streamable`,
      wire,
      clock,
      headers: {},
      protocolVersion: '2025-11-25',
      stimulus: streamProbeStimulus(),
      granularityMs: 0,
    },
    seed,
    nonce: String(seed),
    budgetMs: 180_000,
    rules,
  });
  return verdicts;
}
