import { pathToFileURL } from 'node:url';
import { RealClock } from '../../src/clock/real-clock.ts';
import { memoryHost } from '../../src/stata/host/host.ts';
import { MemoryFiles } from '../../src/stata/host/memory-files.ts';
import { StataSession } from '../../src/stata/session/stata-session.ts';
import { LONG_PROGRAMS, type LongProgram } from './long-programs.ts';
import { LONG_TEXTS } from './long-texts.ts';
import { type LongestTurn, longestTurn } from './longest-turn.ts';
import { msFromBreak } from './ms-from-break.ts';
import { formatTable } from './table.ts';
import { WORKLOADS, type Workloads } from './workloads.ts';

/** How many are printed; the others are shorter. */
const SHOWN = 12;

/** What takes less isn't broken. */
const A_TURN_MS = 20;

/** Where what takes longer is broken: at such parts of its time, one after the other all over it. */
const GOLDEN_RATIO = 0.618;

interface Measured extends Waited {
  readonly line: string;
  readonly data: string;
  readonly totalMs: number;
}

/** How long others waited at most, and whoever pressed Break; undefined where nobody did. */
interface Waited {
  readonly turn: LongestTurn;
  readonly breakMs: number | undefined;
}

/**
 * The longest turns of commands on a lot of data.
 *
 * @param observations - what N is; the limit is a million, of two variables
 */
export async function benchLongestTurns(observations = 100_000): Promise<string> {
  return longestOf(WORKLOADS, { what: `with N = ${observations}`, observations });
}

/** The same with the longest lines, macros and strings that there may be. */
export async function benchLongTexts(): Promise<string> {
  return longestOf(LONG_TEXTS, { what: 'with long texts', observations: 3 });
}

/** The same of long do-files, which are broken after a while. */
export async function benchLongPrograms(): Promise<string> {
  const measured: (Waited & { readonly program: LongProgram })[] = [];
  for (const program of LONG_PROGRAMS) measured.push({ program, ...(await waitedFor(program)) });
  return formatTable(
    `The longest turns of ${measured.length} do-files as long as a megabyte, some of them broken`,
    ['', 'echo', 'longest turn, ms', 'of processor time', 'from Break to the end, ms'],
    measured
      .toSorted(longestFirst)
      .slice(0, SHOWN)
      .map(({ program: { what, isEchoed }, ...waited }) => [
        what,
        isEchoed ? 'yes' : 'no',
        ...cellsOf(waited),
      ]),
  );
}

async function waitedFor({ code, files, isEchoed, breakAfterMs }: LongProgram): Promise<Waited> {
  const host = memoryHost({ files: new MemoryFiles(files) });
  const session = new StataSession({ clock: new RealClock(), host });
  const text = code();
  let breakMs: number | undefined;
  const turn = await longestTurn(async () => {
    breakMs = await msFromBreak(session, text, { isEchoed, breakAfterMs });
  });
  return { turn, breakMs };
}

async function longestOf(
  list: readonly Workloads[],
  { what, observations }: { readonly what: string; readonly observations: number },
): Promise<string> {
  const measured: Measured[] = [];
  for (const workloads of list) measured.push(...(await measure(workloads, observations)));
  return formatTable(
    `The longest turns of ${measured.length} commands that leave others theirs every 20 ms, ${what}`,
    [
      ...['', 'data', 'longest turn, ms', 'of processor time', 'from Break to the end, ms'],
      'whole command, ms',
    ],
    measured
      .toSorted(longestFirst)
      .slice(0, SHOWN)
      .map(({ line, data, totalMs, ...waited }) => [
        line,
        data,
        ...cellsOf(waited),
        totalMs.toFixed(0),
      ]),
  );
}

function longestFirst(one: Waited, other: Waited): number {
  const longest = ({ turn, breakMs = 0 }: Waited): number => Math.max(turn.clockMs, breakMs);
  return longest(other) - longest(one);
}

function cellsOf({ turn, breakMs }: Waited): readonly string[] {
  return [turn.clockMs.toFixed(0), turn.processorMs.toFixed(0), breakMs?.toFixed(0) ?? ''];
}

async function measure(
  { data, before, lines, macro = '', mayFail = false }: Workloads,
  observations: number,
): Promise<readonly Measured[]> {
  const session = new StataSession({ clock: new RealClock(), host: memoryHost() });
  await run(session, `global N ${observations}\n${before}`);
  session.state.globals.set('X', macro);
  const kept = session.state.dataset.clone();
  const matrices = [...session.state.matrices];
  const measured: Measured[] = [];
  const prepare = async (code: string): Promise<void> => {
    await run(session, 'clear all\ncapture restore, not\n');
    session.callFrame.locals.clear();
    session.callFrame.locals.set('x', macro);
    session.state.dataset.replaceBy(kept);
    for (const [name, matrix] of matrices) session.state.matrices.set(name, matrix);
    await run(session, code);
  };
  for (const [index, each] of lines.entries()) {
    const [prepared, line] = typeof each === 'string' ? ['', each] : each;
    await prepare(prepared);
    const startedAtMs = performance.now();
    const turn = await longestTurn(() => run(session, line, mayFail));
    const totalMs = performance.now() - startedAtMs;
    let breakMs: number | undefined;
    if (totalMs > A_TURN_MS) {
      await prepare(prepared);
      const breakAfterMs = totalMs * ((index * GOLDEN_RATIO) % 1);
      breakMs = await msFromBreak(session, line, { isEchoed: false, breakAfterMs });
    }
    measured.push({ line, data, turn, breakMs, totalMs });
  }
  return measured;
}

async function run(session: StataSession, code: string, mayFail = false): Promise<void> {
  for await (const output of session.run(code, { isEchoed: false })) {
    if (mayFail) continue;
    if (output.kind === 'error') throw new Error(`${code}: ${output.message}`);
    if (output.kind === 'ended' && output.returnCode !== 0) {
      throw new Error(`${code}: r(${output.returnCode});`);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${await benchLongPrograms()}\n`);
  process.stdout.write(`${await benchLongTexts()}\n`);
  process.stdout.write(await benchLongestTurns(Number(process.argv[2] ?? 1_000_000)));
}
