import { expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { fitTracking, type Tracking, type Trial } from '../../src/contract/tracking/tracking.ts';
import { heardEvents } from '../../src/delivery/heard-event.ts';
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
const SPREAD_MAX_MS = 8000;

/** What is measured at the same time: small and big events behind a manager that streams, and one that doesn't. */
const SUBJECTS = [
  { manager: 'streaming', bytes: 100 },
  { manager: 'streaming', bytes: 8192 },
  { manager: 'buffered', bytes: 100 },
  { manager: 'buffered', bytes: 8192 },
] as const satisfies readonly Subject[];

/**
 * In real time, over sockets: the randomised design, all of its trials at once, since a run that
 * sleeps takes no processor. Servers are up and sessions are open before the first call is made. How
 * far `first` and `total` are spread follows from the noise that was measured just before, so that
 * the standard error of a coefficient is a fraction of the tolerance whatever machine this is.
 */
it.each(['idle', 'busy'] as const)(
  'the law holds with the other core %s',
  { timeout: 120_000 },
  async (core) => {
    await using _busy = core === 'busy' ? keepCoreBusy() : undefined;
    const unhurried = await measure(SUBJECTS.map((subject) => ({ subject, design: NO_DELAYS })));
    const noises = unhurried.map(({ trials }) => deviationOf(trials));
    const measured = await measureWell(spreadFor(Math.max(...noises)));
    for (const { subject, trials } of measured) {
      const { b, c } = fitTracking(trials);
      const [streamed, buffered] = subject.manager === 'streaming' ? [b, c] : [c, b];
      const evidence =
        `${subject.manager}, ${subject.bytes} bytes: ${describeTracking({ b, c })}, ` +
        `noise ${noises.join(', ')} ms: ${JSON.stringify(trials)}`;
      expect(Math.abs(streamed.value - 1), evidence).toBeLessThanOrEqual(TOLERANCE);
      expect(Math.abs(buffered.value), evidence).toBeLessThanOrEqual(TOLERANCE);
    }
  },
);

/**
 * Measures; and once more, spread wider, when the machine was noisier meanwhile than just before. How
 * sure the coefficients are decides that, never what they are.
 */
async function measureWell(spreadMs: number, rounds = 3): Promise<readonly Measured[]> {
  const measured = await measure(
    SUBJECTS.map((subject) => ({ subject, design: design(spreadMs) })),
  );
  const errors = measured.flatMap(({ trials }) => {
    const { b, c } = fitTracking(trials);
    return [b.standardError, c.standardError];
  });
  const worst = Math.max(...errors) / (TOLERANCE / 10);
  if (worst <= 2 || rounds === 1) return measured;
  return await measureWell(Math.min(SPREAD_MAX_MS, spreadMs * worst), rounds - 1);
}

interface Subject {
  readonly manager: ManagerName;
  readonly bytes: number;
}

interface Measured {
  readonly subject: Subject;
  readonly trials: readonly Trial[];
}

/** What a subject is to be put through. */
interface Plan {
  readonly subject: Subject;
  readonly design: Design;
}

type Design = readonly Pick<Trial, 'firstMs' | 'totalMs'>[];

/** Fewer than what is measured, since only how wide to spread that follows from them. */
const NO_DELAYS: Design = Array.from({ length: 8 }, () => ({ firstMs: 0, totalMs: 0 }));

/** The standard deviation of first-event latency, in milliseconds. */
function deviationOf(trials: readonly Trial[]): number {
  const mean = trials.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / trials.length;
  const squares = trials.map(({ latencyMs }) => (latencyMs - mean) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / (trials.length - 1));
}

/**
 * How wide to spread `first`, and what follows it. Values spread evenly over a width w have a
 * standard deviation of w/√12, so a coefficient's standard error is about noise·√12 / (w·√trials);
 * the width makes that a tenth of the tolerance. At least a second, which costs little.
 */
function spreadFor(noiseMs: number): number {
  const neededMs = (noiseMs * Math.sqrt(12)) / (Math.sqrt(TRIALS) * (TOLERANCE / 10));
  return Math.min(SPREAD_MAX_MS, Math.max(1000, neededMs));
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

/** Opens a server and a session for each trial of each plan, and only then makes the calls, in turns. */
async function measure(plans: readonly Plan[]): Promise<readonly Measured[]> {
  await using stack = new AsyncDisposableStack();
  const clock = new RealClock();
  const wire = stack.use(new HttpWire());
  const prepared: (readonly (() => Promise<Trial>)[])[] = [];
  for (const { subject, design } of plans) {
    const calls = [];
    for (const times of design) calls.push(await prepare(subject, times, { stack, clock, wire }));
    prepared.push(calls);
  }
  return await Promise.all(
    plans.map(async ({ subject }, turn) => {
      const trials = prepared[turn]?.map(async (call, round) => {
        await clock.sleep((round * plans.length + turn) * APART_MS);
        return call();
      });
      return { subject, trials: await Promise.all(trials ?? []) };
    }),
  );
}

interface Rig {
  /** Closes what is opened. */
  readonly stack: AsyncDisposableStack;
  readonly clock: RealClock;
  readonly wire: HttpWire;
}

async function prepare(
  { manager, bytes }: Subject,
  { firstMs, totalMs }: Design[number],
  { stack, clock, wire }: Rig,
): Promise<() => Promise<Trial>> {
  const script = [wait(firstMs), print('x'.repeat(bytes)), wait(totalMs - firstMs)];
  const scenario = scenarioOf(script);
  const server = await openStataHttpServer({ scenario, clock, managers: [manager] });
  stack.use(server);
  const probe = stack.use(await WireProbe.open({ wire, clock, url: server.mcpUrl }));
  return async () => {
    const timeline = new Timeline();
    await probe.call({ ...runSelection(scenario), record: timeline.append });
    const latencyMs = heardEvents(timeline.events)[0]?.atMs ?? Number.NaN;
    return { firstMs, totalMs, latencyMs };
  };
}

function describeTracking(tracking: Pick<Tracking, 'b' | 'c'>): string {
  return Object.entries(tracking)
    .map(
      ([name, { value, standardError }]) =>
        `${name} = ${value.toFixed(3)} ± ${standardError.toFixed(3)}`,
    )
    .join(', ');
}
