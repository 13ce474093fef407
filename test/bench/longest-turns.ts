import { pathToFileURL } from 'node:url';
import { RealClock } from '../../src/clock/real-clock.ts';
import { StataSession } from '../../src/stata/engine/stata-session.ts';
import { memoryHost } from '../../src/stata/host/host.ts';
import { MemoryFiles } from '../../src/stata/host/memory-files.ts';
import { LONG_PROGRAMS, type LongProgram } from './long-programs.ts';
import { LONG_TEXTS } from './long-texts.ts';
import { type LongestTurn, longestTurn } from './longest-turn.ts';
import { formatTable } from './table.ts';
import { WORKLOADS, type Workloads } from './workloads.ts';

/** How many are printed; the others are shorter. */
const SHOWN = 12;

interface Measured {
  readonly line: string;
  readonly data: string;
  readonly turn: LongestTurn;
  readonly totalMs: number;
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
  const measured: (Broken & { readonly program: LongProgram })[] = [];
  for (const program of LONG_PROGRAMS) {
    measured.push({ program, ...(await runAndBreak(program)) });
  }
  const waited = ({ turn, breakMs = 0 }: Broken): number => Math.max(turn.clockMs, breakMs);
  measured.sort((one, other) => waited(other) - waited(one));
  return formatTable(
    `The longest turns of ${measured.length} do-files as long as a megabyte, some of them broken`,
    ['', 'echo', 'longest turn, ms', 'of processor time', 'from Break to the end, ms'],
    measured
      .slice(0, SHOWN)
      .map(({ program: { what, isEchoed }, turn, breakMs }) => [
        what,
        isEchoed ? 'yes' : 'no',
        turn.clockMs.toFixed(0),
        turn.processorMs.toFixed(0),
        breakMs?.toFixed(0) ?? '',
      ]),
  );
}

interface Broken {
  readonly turn: LongestTurn;
  /** How long it went on after Break; undefined when it had ended before. */
  readonly breakMs: number | undefined;
}

async function runAndBreak({
  code,
  files = {},
  isEchoed,
  breakAfterMs,
}: LongProgram): Promise<Broken> {
  const host = memoryHost({ files: new MemoryFiles(files) });
  const session = new StataSession({ clock: new RealClock(), host });
  const text = code();
  const breakKey = new AbortController();
  let pressedAtMs: number | undefined;
  const timer = setTimeout(() => {
    pressedAtMs = performance.now();
    breakKey.abort();
  }, breakAfterMs);
  const turn = await longestTurn(async () => {
    for await (const _ of session.run(text, { isEchoed, signal: breakKey.signal })) {
      // Nobody keeps it.
    }
  });
  clearTimeout(timer);
  const breakMs = pressedAtMs === undefined ? undefined : performance.now() - pressedAtMs;
  return { turn, breakMs };
}

async function longestOf(
  list: readonly Workloads[],
  { what, observations }: { readonly what: string; readonly observations: number },
): Promise<string> {
  const measured: Measured[] = [];
  for (const workloads of list) measured.push(...(await measure(workloads, observations)));
  measured.sort((one, other) => other.turn.clockMs - one.turn.clockMs);
  return formatTable(
    `The longest turns of ${measured.length} commands that leave others theirs every 20 ms, ${what}`,
    ['', 'data', 'longest turn, ms', 'of processor time', 'whole command, ms'],
    measured
      .slice(0, SHOWN)
      .map(({ line, data, turn, totalMs }) => [
        line,
        data,
        turn.clockMs.toFixed(0),
        turn.processorMs.toFixed(0),
        totalMs.toFixed(0),
      ]),
  );
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
  for (const each of lines) {
    const [prepared, line] = typeof each === 'string' ? ['', each] : each;
    await run(session, 'clear all\ncapture restore, not\n');
    session.frame.locals.clear();
    session.frame.locals.set('x', macro);
    session.state.dataset.replaceBy(kept);
    for (const [name, matrix] of matrices) session.state.matrices.set(name, matrix);
    await run(session, prepared);
    const startedAtMs = performance.now();
    const turn = await longestTurn(() => run(session, line, mayFail));
    measured.push({ line, data, turn, totalMs: performance.now() - startedAtMs });
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
