import { Command } from 'commander';
import { RealClock } from '../clock/real-clock.ts';
import { dueTimes } from '../delivery/due-times.ts';
import { MANAGERS, type ManagerName } from '../manager/managers.ts';
import { seconds } from '../report/event-table.ts';
import { judgeRun } from '../report/judge-run.ts';
import { formatRunPicture } from '../report/run-picture.ts';
import type { Report } from '../report/run-report.ts';
import { formatSummary } from '../report/summary.ts';
import { toleranceFor } from '../report/tolerance.ts';
import { wrap } from '../report/wrap.ts';
import { findScenario } from '../scenario/built-in-scenarios.ts';
import type { ReaderName, Scenario } from '../scenario/scenario.ts';
import { type Run, run } from '../testbed/run.ts';
import { runSideBySide } from '../testbed/side-by-side.ts';
import { calledAtMs } from '../timeline/called-at.ts';
import { LiveLanes } from './live-lanes.ts';
import { managersOption, portOption, readerOption, speedOption } from './options.ts';
import type { Terminal } from './terminal.ts';
import { writeOutput } from './write-output.ts';

const STATUS_EVERY_MS = 100;

interface DemoOptions {
  readonly managers: readonly [ManagerName, ...ManagerName[]];
  readonly reader?: ReaderName;
  readonly speed: number;
  readonly port: number;
  readonly virtual?: true;
  readonly svg?: string;
  readonly json?: true;
}

/** What a demo plays, and to whom. */
interface Demo {
  readonly scenario: Scenario;
  readonly reader: ReaderName;
  readonly options: DemoOptions;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** When each event would be heard if nothing held it back, in milliseconds after the call. */
  readonly dueMs: readonly number[];
}

/** `fake-stata demo`: one scenario behind several managers, side by side. */
export function demoCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('demo')
    .description('run a scenario behind several session managers and watch what a client hears')
    .argument('[scenario]', 'the name of a scenario, or a path to one', 'twelve-seconds')
    .addOption(managersOption())
    .addOption(readerOption())
    .addOption(speedOption())
    .option('--virtual', 'in virtual time: exact, and over at once')
    .addOption(portOption(0))
    .option('--svg <file>', 'draw what was said and heard into a file')
    .option('--json', 'print one JSON object and nothing else')
    .action(async (nameOrPath: string, options: DemoOptions) => {
      const scenario = await findScenario(nameOrPath);
      const reader = options.reader ?? scenario.reader;
      const dueMs = await dueTimes(scenario, reader);
      const demo: Demo = { scenario, reader, options, terminal, signal, dueMs };
      const runs = await (options.json ? playSilently(demo) : playLive(demo));
      if (options.json) printJson(demo, runs);
      else printSummaries(demo, runs);
      if (options.svg !== undefined) await draw(demo, runs, options.svg);
    });
}

async function playSilently(demo: Demo): Promise<readonly Run[]> {
  return demo.options.virtual ? playVirtually(demo) : playOverSockets(demo, () => {});
}

async function playLive(demo: Demo): Promise<readonly Run[]> {
  const { options, terminal } = demo;
  terminal.write(introduction(demo));
  const lanes = new LiveLanes(options.managers, terminal);
  if (!options.virtual) return withStatus(demo, () => playOverSockets(demo, lanes.show));
  const runs = await playVirtually(demo);
  // Each run has a clock of its own, and a handshake that may take time: what they share is the call.
  const events = runs.flatMap(({ manager, timeline }) => {
    const startMs = calledAtMs(timeline);
    return timeline.map((event) => ({ manager, event, sinceMs: event.atMs - startMs }));
  });
  for (const { manager, event } of events.toSorted((a, b) => a.sinceMs - b.sinceMs)) {
    lanes.show(manager, event);
  }
  return runs;
}

function playVirtually({ scenario, reader, options, signal }: Demo): Promise<readonly Run[]> {
  return Promise.all(options.managers.map((manager) => run({ scenario, reader, manager, signal })));
}

function playOverSockets(demo: Demo, onEvent: LiveLanes['show']): Promise<readonly Run[]> {
  const { scenario, reader, options, signal } = demo;
  const { managers, port, speed } = options;
  const clock = new RealClock({ speed });
  return runSideBySide({ scenario, managers, reader, clock, port, onEvent, signal });
}

/** Shows how far time has got, for as long as the work takes. */
async function withStatus<T>(
  { dueMs, options, terminal }: Demo,
  work: () => Promise<T>,
): Promise<T> {
  const clock = new RealClock({ speed: options.speed });
  const finished = new AbortController();
  const endMs = dueMs.at(-1) ?? 0;
  const tick = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(STATUS_EVERY_MS * options.speed, finished.signal);
      terminal.status(terminal.dim(`${seconds(clock.now()).padStart(6)} s of ${seconds(endMs)} s`));
    }
  };
  // Ends by being aborted, and in no other way.
  const ticking = tick().catch(() => {});
  try {
    return await work();
  } finally {
    finished.abort();
    await ticking;
  }
}

function introduction({ scenario, reader, options, terminal, dueMs }: Demo): string {
  const totalMs = dueMs.at(-1) ?? 0;
  const plays = options.virtual
    ? 'played in virtual time, which is over at once'
    : `played in ${seconds(totalMs / options.speed)} s of real time`;
  return (
    `${terminal.bold(scenario.name)} (${reader} reader)\n` +
    `${wrap(scenario.about, terminal.width)}\n` +
    `The call takes ${seconds(totalMs)} s, ${plays}.\n\n`
  );
}

function printSummaries(demo: Demo, runs: readonly Run[]): void {
  const { terminal } = demo;
  for (const { manager, reader, timeline } of runs) {
    const { finding, report } = judge(demo, { manager, reader, timeline });
    const about = { manager: MANAGERS[manager], width: terminal.width };
    terminal.write(`\n${terminal.bold(manager)}\n${formatSummary(report, finding, about)}`);
  }
}

function printJson(demo: Demo, runs: readonly Run[]): void {
  const report: Report = {
    scenario: demo.scenario.name,
    clock: demo.options.virtual ? 'virtual' : 'real',
    runs: runs.map((run) => judge(demo, run).report),
  };
  demo.terminal.write(`${JSON.stringify(report, null, 2)}\n`);
}

async function draw(demo: Demo, runs: readonly Run[], file: string): Promise<void> {
  const { scenario, options, terminal } = demo;
  const shown = runs.map((each) => ({ ...each, report: judge(demo, each).report }));
  const toleranceMs = toleranceFor(options.virtual ? 'virtual' : options.speed);
  const picture = formatRunPicture(shown, { scenario: scenario.name, toleranceMs });
  await writeOutput(file, picture);
  if (!options.json) terminal.write(`\nDrawn into ${file}.\n`);
}

function judge({ options, dueMs }: Demo, each: Omit<Run, 'scenario'>) {
  return judgeRun(each, { dueMs, speed: options.virtual ? 'virtual' : options.speed });
}
