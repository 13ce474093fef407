import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { inParallel } from './in-parallel.ts';

const SUITE = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'));

/** A scenario takes a second or two, most of it to start; after this many it never ends. */
const SCENARIO_HANGS_AFTER_MS = 15_000;
/** The whole suite takes a few seconds. */
const SUITE_HANGS_AFTER_MS = 60_000;
const SCENARIOS_AT_ONCE = 6;

/** The suite names the directory of a scenario's result after it and the time. */
const RESULT_DIRECTORY = /^server-(.+)-\d{4}-\d{2}-\d{2}T/;

const Checks = z.array(
  z.object({
    id: z.string(),
    status: z.enum(['SUCCESS', 'FAILURE', 'WARNING', 'SKIPPED', 'INFO']),
    errorMessage: z.string().optional(),
  }),
);

/** What came of a scenario. The suite takes `warned` for a pass; here it isn't one. */
export type Verdict = 'passed' | 'warned' | 'failed' | 'hung';

export interface ScenarioResult {
  readonly verdict: Verdict;
  /** How many checks succeeded. */
  readonly succeeded: number;
  /** What the suite says against the server. */
  readonly complaints: readonly string[];
}

export type Results = Readonly<Record<string, ScenarioResult>>;

/** The names of all scenarios for servers: the active ones, and those the suite calls pending. */
export async function listScenarios(): Promise<readonly string[]> {
  const { stdout } = await runSuite(['list', '--server'], SCENARIO_HANGS_AFTER_MS);
  return [...stdout.matchAll(/^ {2}- (\S+)/gm)].map(([, name = '']) => name);
}

/** Runs all scenarios in one process. One that hangs hangs all: then those after it have no result. */
export function runAll(url: string): Promise<Results> {
  return judge(['--url', url, '--suite', 'all'], SUITE_HANGS_AFTER_MS);
}

/** Runs each scenario in a process of its own, so that one can hang by itself. */
export async function runEach(url: string, scenarios: readonly string[]): Promise<Results> {
  const found = await inParallel(SCENARIOS_AT_ONCE, scenarios, async (scenario) => {
    const hung: ScenarioResult = { verdict: 'hung', succeeded: 0, complaints: [] };
    const selection = ['--url', url, '--scenario', scenario];
    return { [scenario]: hung, ...(await judge(selection, SCENARIO_HANGS_AFTER_MS)) };
  });
  return Object.fromEntries(found.flatMap((each) => Object.entries(each)));
}

/** @throws Error when the suite's exit code and its checks contradict each other */
async function judge(selection: readonly string[], hangsAfterMs: number): Promise<Results> {
  const directory = await mkdtemp(join(tmpdir(), 'fake-stata-conformance-'));
  try {
    const run = await runSuite(['server', ...selection, '-o', directory], hangsAfterMs);
    const results = await readResults(directory);
    const anyFailed = Object.values(results).some(({ verdict }) => verdict === 'failed');
    if (!run.hung && anyFailed !== (run.exitCode !== 0)) {
      throw new Error(`the suite ended with ${run.exitCode}, against its checks:\n${run.output}`);
    }
    return results;
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function readResults(directory: string): Promise<Results> {
  const results: Record<string, ScenarioResult> = {};
  for (const name of await readdir(directory)) {
    const [, scenario] = RESULT_DIRECTORY.exec(name) ?? [];
    if (scenario === undefined) throw new Error(`not a result of the suite's: ${name}`);
    // A scenario that hangs has a directory, and nothing in it.
    if ((await readdir(join(directory, name))).length === 0) continue;
    const checks = await readFile(join(directory, name, 'checks.json'), 'utf8');
    results[scenario] = resultOf(Checks.parse(JSON.parse(checks)));
  }
  return results;
}

function resultOf(checks: z.infer<typeof Checks>): ScenarioResult {
  const having = (status: string) => checks.filter((check) => check.status === status);
  const [failures, warnings] = [having('FAILURE'), having('WARNING')];
  const succeeded = having('SUCCESS').length;
  // Nothing that succeeded is nothing found out, though the suite is content with it.
  const inDoubt = warnings.length > 0 || succeeded === 0;
  return {
    verdict: failures.length > 0 ? 'failed' : inDoubt ? 'warned' : 'passed',
    succeeded,
    complaints: [...failures, ...warnings].map(({ id, errorMessage }) => `${id}: ${errorMessage}`),
  };
}

interface SuiteRun {
  readonly exitCode: number;
  readonly hung: boolean;
  readonly stdout: string;
  /** Errors too. */
  readonly output: string;
}

/** @throws Error when the suite can't be run at all */
function runSuite(args: readonly string[], hangsAfterMs: number): Promise<SuiteRun> {
  const options = { timeout: hangsAfterMs, killSignal: 'SIGKILL' } as const;
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [SUITE, ...args], options, (error, stdout, stderr) => {
      const run = { exitCode: 0, hung: false, stdout, output: stdout + stderr };
      if (error === null) resolve(run);
      else if (error.killed) resolve({ ...run, exitCode: 1, hung: true });
      else if (typeof error.code !== 'number') reject(error);
      else resolve({ ...run, exitCode: error.code });
    });
  });
}
