import { homedir, tmpdir } from 'node:os';
import { RealClock } from '../clock/real-clock.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { scheduleOf } from '../scenario/schedule.ts';
import type { Answer } from '../stata/engine/interpreter.ts';
import { DiskFiles } from '../stata/host/disk-files.ts';
import type { Host } from '../stata/host/host.ts';
import { answerFrom } from '../stata/session/answer-from.ts';
import { StataSession } from '../stata/session/stata-session.ts';
import type { Crash } from '../timeline/crash.ts';
import type { Emission, StataOutput } from '../timeline/emission.ts';
import type { TraceFile } from '../timeline/trace-file.ts';
import type { Installation } from './command-line.ts';
import { FrontError } from './front-error.ts';
import type { FrontSettings } from './front-settings.ts';
import { DEFAULT_SCENARIO, readLaidDownScenario } from './laid-down-scenario.ts';

export interface EngineOptions {
  readonly installation: Installation;
  readonly settings: FrontSettings;
  readonly mode: Host['mode'];
  /** Columns; default: 80. */
  readonly linesize?: number;
}

/**
 * What is behind every front that is a process: a session with the disk and the wall's clock around it,
 * steered by the environment.
 */
export class Engine implements AsyncDisposable {
  readonly session: StataSession;
  readonly #clock: RealClock;
  readonly #scenario: Scenario;
  readonly #trace: TraceFile | undefined;
  readonly #record: (emission: Emission) => void;

  private constructor(options: {
    readonly clock: RealClock;
    readonly host: Host;
    readonly scenario: Scenario;
    readonly trace: TraceFile | undefined;
  }) {
    const { clock, host, scenario, trace } = options;
    this.#clock = clock;
    this.#scenario = scenario;
    this.#trace = trace;
    const about = { process: String(process.pid) };
    this.#record = (emission) => trace?.append(emission, about);
    const answer = answerOf(scenario);
    this.session = new StataSession({ clock, host, answer, record: this.#record });
  }

  /** @throws FrontError, or an error of the scenario's, that says what is wrong in one message */
  static async open({
    installation,
    settings,
    mode,
    linesize = 80,
  }: EngineOptions): Promise<Engine> {
    const clock = new RealClock({ speed: settings.speed });
    const host = hostOf(installation, settings, { mode, linesize });
    const scenario = await scenarioOf(settings, installation);
    const trace = settings.trace === undefined ? undefined : await openTrace(settings.trace);
    return new Engine({ clock, host, scenario, trace });
  }

  /** What happens before the first word; the last thing said is its end, and whether Stata lives. */
  async *start(): AsyncGenerator<StataOutput, void, void> {
    const { emissions, endsAtMs, crash } = scheduleOf(this.#scenario.start ?? []);
    const startedAtMs = this.#clock.now();
    const reach = (atMs: number) => this.#clock.sleep(startedAtMs + atMs - this.#clock.now());
    for (const { atMs, output } of emissions) {
      await reach(atMs);
      this.#record({ ...output, atMs: this.#clock.now() });
      yield output;
    }
    if (endsAtMs > 0) await reach(endsAtMs);
    yield crash === undefined
      ? { kind: 'ended', returnCode: 0 }
      : { kind: 'ended', returnCode: -1, crash };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.session.close();
    await this.#trace?.[Symbol.asyncDispose]();
  }

  /** Leaves everything as a process does that dies of something. */
  async crash({ log }: Crash): Promise<void> {
    this.session.close({ isCrash: log === 'cut' });
    await this.#trace?.[Symbol.asyncDispose]();
  }
}

function hostOf(
  { directory, edition, version }: Installation,
  settings: FrontSettings,
  { mode, linesize }: { readonly mode: Host['mode']; readonly linesize: number },
): Host {
  const temporaryDirectory = process.env.STATATMP ?? tmpdir();
  const workingDirectory = process.cwd();
  const own = [workingDirectory, temporaryDirectory, tmpdir(), homedir()];
  return {
    edition,
    version,
    flavour: Number.isInteger(version) ? 'Stata' : 'StataNow',
    mode,
    os: 'Unix',
    files: openFiles(workingDirectory, [...own, ...settings.writable]),
    temporaryDirectory,
    installDirectory: directory.endsWith('/') ? directory : `${directory}/`,
    environment: definedOnly(process.env),
    linesize,
    startEpochMs: performance.timeOrigin,
    utcOffsetMinutes: -new Date(performance.timeOrigin).getTimezoneOffset(),
  };
}

function openFiles(workingDirectory: string, writable: readonly string[]): DiskFiles {
  try {
    return new DiskFiles({ workingDirectory, writable });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new FrontError(`a folder that Stata may write to isn't there: ${why}`, { cause });
  }
}

function definedOnly(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined) defined[name] = value;
  }
  return defined;
}

/**
 * The scenario that was asked for, and else the one that was laid down at installation: YAML and
 * schemas take longer to load than all of Stata.
 */
async function scenarioOf(
  { scenario, seed }: FrontSettings,
  { directory }: Installation,
): Promise<Scenario> {
  if (scenario === undefined && seed === undefined) return readLaidDownScenario(directory);
  const { findScenario } = await import('../scenario/built-in-scenarios.ts');
  return findScenario(scenario ?? DEFAULT_SCENARIO, seed === undefined ? {} : { seed });
}

/** A script is played in place of each do-file: what a tool says before and after it really runs. */
function answerOf(scenario: Scenario): Answer {
  if ('commands' in scenario) return answerFrom(scenario.commands);
  return answerFrom(['do *', 'ru *'].map((when) => ({ when, steps: scenario.script })));
}

async function openTrace(file: string): Promise<TraceFile> {
  const { TraceFile } = await import('../timeline/trace-file.ts');
  try {
    return await TraceFile.open(file);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new FrontError(`FAKE_STATA_TRACE cannot be written: ${why}`, { cause });
  }
}
