import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { heardEvents } from '../../src/contract/heard-event.ts';
import { fitTracking, type Tracking, type Trial } from '../../src/contract/tracking.ts';
import type { ManagerName } from '../../src/manager/managers.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { WireProbe } from '../../src/probe/wire-probe.ts';
import { runSelection } from '../../src/testbed/run.ts';
import { openStataHttpServer } from '../../src/testbed/stata-http-server.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';
import { keepCoreBusy } from './busy-core.ts';

/** How far a coefficient may be from 0 or 1. */
const TOLERANCE = 0.05;
const TRIALS = 24;
/** Calls are made this far apart: sending one takes the processor for a moment. */
const APART_MS = 10;

/**
 * In real time, over sockets: the randomised design, all of its trials at once, since a run that
 * sleeps takes no processor. Servers are up and sessions are open before the first call is made. How
 * far `first` and `total` are spread follows from the noise that was measured just before, so that
 * the standard error of a coefficient is a fraction of the tolerance whatever machine this is.
 */
describe.each([
  ['100 bytes', 100, 'idle'],
  ['8 KiB', 8192, 'idle'],
  ['100 bytes', 100, 'busy'],
  ['8 KiB', 8192, 'busy'],
] as const)('events of %s (%i), the other core %s', (_size, bytes, core) => {
  it.each(['streaming', 'buffered'] as const)('%s', { timeout: 60_000 }, async (manager) => {
    await using _busy = core === 'busy' ? keepCoreBusy() : undefined;
    const noiseMs = deviationOf(await measure(NO_DELAYS, manager, bytes));
    const trials = await measure(design(spreadFor(noiseMs)), manager, bytes);
    const { b, c } = fitTracking(trials);
    const [streamed, buffered] = manager === 'streaming' ? [b, c] : [c, b];
    const evidence = `${describeTracking({ b, c })}, noise ${noiseMs} ms: ${JSON.stringify(trials)}`;
    expect(Math.abs(streamed.value - 1), evidence).toBeLessThanOrEqual(TOLERANCE);
    expect(Math.abs(buffered.value), evidence).toBeLessThanOrEqual(TOLERANCE);
  });
});

type Design = readonly Pick<Trial, 'firstMs' | 'totalMs'>[];

const NO_DELAYS: Design = Array.from({ length: TRIALS }, () => ({ firstMs: 0, totalMs: 0 }));

/** The standard deviation of first-event latency, in milliseconds. */
function deviationOf(trials: readonly Trial[]): number {
  const mean = trials.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / trials.length;
  const squares = trials.map(({ latencyMs }) => (latencyMs - mean) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / (trials.length - 1));
}

/**
 * How wide to spread `first`, and what follows it. Values spread evenly over a width w have a
 * standard deviation of w/√12, so a coefficient's standard error is about noise·√12 / (w·√trials);
 * the width makes that a tenth of the tolerance. Between a second, which costs little, and four.
 */
function spreadFor(noiseMs: number): number {
  const neededMs = (noiseMs * Math.sqrt(12)) / (Math.sqrt(TRIALS) * (TOLERANCE / 10));
  return Math.min(4000, Math.max(1000, neededMs));
}

/** `first`, and the silence after it, each at evenly spread values in an order of its own. */
function design(spreadMs: number): Design {
  const levels = Array.from({ length: TRIALS }, (_, index) => (spreadMs * (index + 0.5)) / TRIALS);
  const [firsts, tails] = [shuffled(levels), shuffled(levels)];
  return firsts.map((firstMs, index) => ({ firstMs, totalMs: firstMs + (tails[index] ?? 0) }));
}

function shuffled(values: readonly number[]): readonly number[] {
  return values
    .map((value) => ({ value, key: Math.random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

/** Opens a server and a session for each trial, and only then makes the calls. */
async function measure(
  design: Design,
  manager: ManagerName,
  bytes: number,
): Promise<readonly Trial[]> {
  await using stack = new AsyncDisposableStack();
  const clock = new RealClock();
  const wire = stack.use(new HttpWire());
  const prepared = [];
  for (const { firstMs, totalMs } of design) {
    const script = [wait(firstMs), print('x'.repeat(bytes)), wait(totalMs - firstMs)];
    const scenario = scenarioOf(script);
    const server = await openStataHttpServer({ scenario, clock, managers: [manager] });
    stack.use(server);
    const probe = stack.use(await WireProbe.open({ wire, clock, url: server.mcpUrl }));
    prepared.push(async (): Promise<Trial> => {
      const timeline = new Timeline();
      await probe.call({ ...runSelection(scenario), record: timeline.append });
      const latencyMs = heardEvents(timeline.events)[0]?.atMs ?? Number.NaN;
      return { firstMs, totalMs, latencyMs };
    });
  }
  return await Promise.all(
    prepared.map(async (call, index) => {
      await clock.sleep(index * APART_MS);
      return call();
    }),
  );
}

function describeTracking(tracking: Pick<Tracking, 'b' | 'c'>): string {
  return Object.entries(tracking)
    .map(
      ([name, { value, standardError }]) =>
        `${name} = ${value.toFixed(3)} ± ${standardError.toFixed(3)}`,
    )
    .join(', ');
}
