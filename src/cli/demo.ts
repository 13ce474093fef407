import { Command } from 'commander';
import { RealClock } from '../clock/real-clock.ts';
import { judgeDelivery } from '../contract/delivery.ts';
import { heardEvents } from '../contract/heard-event.ts';
import { MANAGERS, type ManagerName } from '../manager/managers.ts';
import { seconds } from '../report/event-table.ts';
import { type Report, reportRun } from '../report/run-report.ts';
import { formatSummary } from '../report/summary.ts';
import { wrap } from '../report/wrap.ts';
import { findScenario } from '../scenario/built-in-scenarios.ts';
import type { ReaderName, Scenario } from '../scenario/scenario.ts';
import { type Run, run } from '../testbed/run.ts';
import { runSideBySide } from '../testbed/side-by-side.ts';
import { calledAtMs } from '../timeline/called-at.ts';
import { LiveLanes } from './live-lanes.ts';
import { managersOption, portOption, readerOption, speedOption } from './options.ts';
import type { Terminal } from './terminal.ts';

/** How much later than due an event may be heard and still be in time, in real milliseconds. */
const TOLERANCE_REAL_MS = 100;
const STATUS_EVERY_MS = 100;

interface DemoOptions {
  readonly managers: readonly [ManagerName, ...ManagerName[]];
  readonly reader?: ReaderName;
  readonly speed: number;
  readonly port: number;
  readonly virtual?: true;
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
    .option('--json', 'print one JSON object and nothing else')
    .action(async (nameOrPath: string, options: DemoOptions) => {
      const scenario = await findScenario(nameOrPath);
      const reader = options.reader ?? scenario.reader;
      const ideal = await run({ scenario, reader, manager: 'streaming' });
      const dueMs = heardEvents(ideal.timeline).map(({ atMs }) => atMs);
      const demo: Demo = { scenario, reader, options, terminal, signal, dueMs };
      if (options.json) printJson(demo, await playSilently(demo));
      else printSummaries(demo, await playLive(demo));
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

function judge({ options, dueMs }: Demo, { manager, reader, timeline }: Omit<Run, 'scenario'>) {
  const heard = heardEvents(timeline);
  const toleranceMs = options.virtual ? 0 : TOLERANCE_REAL_MS * options.speed;
  const finding = judgeDelivery(heard, { dueMs, toleranceMs });
  return { finding, report: reportRun(heard, { manager, reader, delivery: finding.delivery }) };
}
