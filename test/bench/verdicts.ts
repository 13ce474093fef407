import { parseArgs } from 'node:util';
import type { ExperimentId } from '../../src/contract/evidence/evidence.ts';
import { RULES } from '../../src/contract/rules/rules.ts';
import type { Verdict } from '../../src/contract/terms/verdict.ts';
import { type JudgeableSpecimen, judgeSpecimen } from '../../src/zoo/judge-specimen.ts';
import { healthy } from '../../src/zoo/parts/healthy.ts';
import type { Specimen } from '../../src/zoo/parts/specimen.ts';
import { SPECIMENS } from '../../src/zoo/specimens.ts';
import { keepCoreBusy } from '../real/busy-core.ts';
import { formatTable } from './table.ts';
import { countVerdicts, perRule, sumOf, type VerdictCount } from './verdict-count.ts';

/**
 * How often the judge is wrong, counted. A false alarm is a rule that is kept and said to be broken; a
 * miss one that is broken and said to be kept. Of what it can't tell, it says so.
 *
 * All rules take most of a minute in real time, so 200 runs would take three hours. What noise can
 * mislead, the rules about when things arrive, is judged in real time, over sockets, with the other core
 * kept busy; the whole contract in virtual time, with as many seeds.
 *
 *     npm run bench:verdicts -- --whole 20 --sockets 20 --zoo 1 --faults 0
 */
const { values } = parseArgs({
  options: {
    /** Runs of the healthy server held to the whole contract, in virtual time. */
    whole: { type: 'string', default: '200' },
    /** Runs of the healthy server over sockets. */
    sockets: { type: 'string', default: '200' },
    /** Runs of each specimen, where its fault lies. */
    zoo: { type: 'string', default: '10' },
    /** Runs over sockets of each specimen whose fault is about time. */
    faults: { type: 'string', default: '10' },
    /** How many runs go on at a time over sockets. */
    parallel: { type: 'string', default: '8' },
    /** The first run's seed; each has another one. */
    seed: { type: 'string', default: '1' },
  },
});

const TIMED: readonly ExperimentId[] = ['noise', 'tracking', 'gaps'];
const TIMED_RULES = RULES.filter(({ needs }) => needs.every((id) => TIMED.includes(id))).map(
  ({ id }) => id,
);
const HEALTHY = { name: 'the healthy server', open: healthy(), breaks: [] } as const;

type Kind = JudgeableSpecimen & Pick<Specimen, 'breaks'>;

const wholes = await inTurn([HEALTHY], Number(values.whole));
const virtualZoo = await inTurn(
  SPECIMENS.filter(({ sockets }) => sockets === undefined),
  Number(values.zoo),
);
const busy = keepCoreBusy();
const timed = await sideBySide([overSockets(HEALTHY)], Number(values.sockets));
const socketZoo = await sideBySide(
  SPECIMENS.filter(({ sockets }) => sockets !== undefined),
  Number(values.zoo),
);
const faults = await sideBySide(
  SPECIMENS.filter(({ breaks }) => breaks.includes('Z01')).map(overSockets),
  Number(values.faults),
);
await busy[Symbol.asyncDispose]();

const counts = [
  sumOf('the healthy server, whole contract, virtual time', wholes),
  sumOf(`the healthy server, ${TIMED_RULES.length} rules, sockets, busy`, timed),
  sumOf(`${virtualZoo.length} specimens, whole contract, virtual time`, virtualZoo),
  sumOf(`${socketZoo.length} specimens, rules about sockets, sockets, busy`, socketZoo),
  sumOf(`${faults.length} specimens, ${TIMED_RULES.length} rules, sockets, busy`, faults),
].filter(({ runs }) => runs > 0);
process.stdout.write(
  formatTable(
    `Wrong verdicts; over sockets in real time, ${values.parallel} runs at a time, the other core busy`,
    ['what was judged', 'runs', 'verdicts', 'false alarms', 'misses', 'cannot tell'],
    counts.map(({ name, runs, verdicts, falseAlarms, misses, open }) => [
      name,
      ...[runs, verdicts, falseAlarms.length, misses.length, open.length].map(String),
    ]),
  ),
);
process.stdout.write(`\nOver sockets: ${TIMED_RULES.join(' ')}\n`);
for (const count of [wholes, timed, virtualZoo, socketZoo, faults].flat()) tellOf(count);
process.exitCode = counts.some(({ falseAlarms, misses }) => falseAlarms.length + misses.length > 0)
  ? 1
  : 0;

/** Each run after the other: virtual time takes the processor, and nothing else. */
async function inTurn(kinds: readonly Kind[], runs: number): Promise<readonly VerdictCount[]> {
  return await count(kinds, runs, 1);
}

async function sideBySide(kinds: readonly Kind[], runs: number): Promise<readonly VerdictCount[]> {
  return await count(kinds, runs, Number(values.parallel));
}

async function count(
  kinds: readonly Kind[],
  runs: number,
  parallel: number,
): Promise<readonly VerdictCount[]> {
  const seeds = Array.from({ length: runs }, (_, run) => run + Number(values.seed));
  const todo = seeds.flatMap((seed) => kinds.map((kind) => ({ kind, seed })));
  const reports: { readonly kind: Kind; readonly verdicts: readonly Verdict[] }[] = [];
  const work = async (): Promise<void> => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const { verdicts } = await judgeSpecimen(next.kind, next.seed);
      reports.push({ kind: next.kind, verdicts });
      process.stderr.write(`${next.kind.name}, seed ${next.seed}: ${todo.length} left\n`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return kinds.map((kind) => {
    const mine = reports.filter((report) => report.kind === kind).map(({ verdicts }) => verdicts);
    return countVerdicts(kind.name, kind.breaks, mine);
  });
}

/** A server held to the rules about time, over sockets. */
function overSockets({ name, open, breaks, ...rest }: Kind): Kind {
  return {
    ...rest,
    name: `${name} over sockets`,
    open,
    breaks: breaks.filter((id) => TIMED_RULES.includes(id)),
    sockets: { experiments: TIMED },
  };
}

function tellOf({ name, falseAlarms, misses, open }: VerdictCount): void {
  const kinds = { 'false alarm': falseAlarms, miss: misses, 'cannot tell': open };
  for (const [kind, verdicts] of Object.entries(kinds)) {
    const [first] = verdicts;
    if (first === undefined) continue;
    process.stdout.write(`${name}, ${kind}: ${perRule(verdicts)}, such as: ${first.evidence}\n`);
  }
}
