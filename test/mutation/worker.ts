/*
 * The process that runs tests. It stays where one test run after the other would begin anew, and is
 * started again when a mutant has got it stuck.
 */
import { CoverageWatch } from './coverage.ts';
import { type Test, testsOf, vi } from './described.ts';
import { type Answer, type LimitedTest, type Measured, Order } from './messages.ts';
import type { Mutant } from './mutant.ts';
import { MutatedModules } from './mutated-modules.ts';
import { readSources } from './sources.ts';
import { TestRun, TookTooLong } from './test-run.ts';

/** No test takes nearly as long, in milliseconds; one that a mutant lets wait does. */
const TEST_LIMIT_MS = 60_000;
const MEMORY_MAX_BYTES = 1.2e9;

const modules = new MutatedModules(await readSources());

async function measure(file: string): Promise<readonly Measured[]> {
  const tests = await testsOf(() => modules.import(file));
  const run = new TestRun();
  const measured: Measured[] = [];
  using watch = new CoverageWatch();
  for (const test of tests) {
    watch.take();
    const startedMs = performance.now();
    const failure = await failureOf(run, test);
    const ms = performance.now() - startedMs;
    measured.push({ name: test.name, ms, failure: textOf(failure), coverage: watch.take() });
  }
  await run.end(TEST_LIMIT_MS).catch(() => {});
  return measured;
}

function textOf(failure: unknown): string | null {
  return failure === null ? null : String(failure);
}

/** What a test fails by; null when it passes. */
async function failureOf(run: TestRun, test: Test, limitMs = TEST_LIMIT_MS): Promise<unknown> {
  try {
    await run.run(test, limitMs);
    return null;
  } catch (error) {
    return error ?? 'nothing';
  }
}

/** Runs tests in the given order, until one fails; loads a file when its first test is due. */
async function tryOut(mutant: Mutant, tests: readonly LimitedTest[], limitMs: number) {
  const endsAtMs = performance.now() + limitMs;
  modules.mutate(mutant);
  const files = new Map<string, LoadedFile>();
  try {
    for (const test of tests) {
      const failure = await failureIn(files, test);
      if (failure !== null) return { killedBy: test, isStuck: failure instanceof TookTooLong };
      if (performance.now() > endsAtMs) break;
    }
    return { killedBy: null, isStuck: false };
  } finally {
    for (const { run } of files.values()) await run.end(1000).catch(() => {});
    vi.useRealTimers();
    modules.mutate(null);
  }
}

interface LoadedFile {
  readonly tests: readonly Test[];
  readonly run: TestRun;
}

async function failureIn(
  files: Map<string, LoadedFile>,
  { file, name, limitMs }: LimitedTest,
): Promise<unknown> {
  try {
    const loaded = files.get(file) ?? {
      tests: await testsOf(() => modules.import(file)),
      run: new TestRun(),
    };
    files.set(file, loaded);
    const test = loaded.tests.find((each) => each.name === name);
    return test === undefined ? 'it is gone' : await failureOf(loaded.run, test, limitMs);
  } catch (error) {
    return error;
  }
}

function answer(what: Answer): void {
  process.send?.(what);
}

// What a mutant has left behind fails later, and is nobody's business then.
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});
process.on('disconnect', () => process.exit(0));
process.on('message', async (message) => {
  const order = Order.parse(message);
  if (order.kind === 'measure') {
    answer({ kind: 'measured', tests: [...(await measure(order.file))] });
  } else {
    const { killedBy, isStuck } = await tryOut(order.mutant, order.tests, order.limitMs);
    const isSpent = isStuck || process.memoryUsage.rss() > MEMORY_MAX_BYTES;
    answer({ kind: 'tried', killedBy, isSpent });
  }
});
answer({ kind: 'ready' });
