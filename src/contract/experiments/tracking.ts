import type { Bench } from '../bench.ts';
import type { CallEvidence } from '../evidence.ts';
import type { Experiment } from '../experiment.ts';
import { followedIn } from '../followed.ts';
import { randomisedDesign, spreadFor, TRIALS } from '../randomised-design.ts';
import type { Wish } from '../script.ts';
import { isHung } from '../talk.ts';

/** A buffer with a threshold lets large events through and holds small ones back. */
const SIZES = [
  ['100 B', 100],
  ['8 KiB', 8192],
] as const;

/** The law: when the first output is due and how long the run takes, varied independently. */
export const tracking: Experiment = {
  id: 'tracking',
  about: 'varies when the first output is due and how long the run takes, at two payload sizes',
  calls: true,
  takes: ['varies'],
  runs: 'alone',
  repeats: false,
  lastsMs: (bench) => SIZES.length * TRIALS * (250 + 1.5 * spreadFor(bench.noiseMs)),
  make: async (bench) => {
    const sizes = bench.target.stimulus.can.payload ? SIZES : SIZES.slice(0, 1);
    const calls: CallEvidence[] = [];
    for (const [label, payloadBytes] of sizes) {
      calls.push(...(await trialsUntilClear(bench, label, payloadBytes)));
    }
    return { calls, exchanges: [], notMade: null };
  },
};

/**
 * One design, call after call. When its noise was too large to tell anything, another one, spread
 * much wider and so made side by side: what a server keeps to then, it keeps to alone.
 */
async function trialsUntilClear(
  bench: Bench,
  label: string,
  payloadBytes: number,
): Promise<readonly CallEvidence[]> {
  const { granularityMs } = bench.target;
  const wishes = (spreadMs: number) =>
    randomisedDesign(bench, spreadMs).map((wish) => ({ ...wish, payloadBytes }));
  // A server that looks only now and then takes long trials.
  if (granularityMs > 0) return await sideBySide(bench, wishes(0), label);
  let calls = await oneByOne(bench, wishes(spreadFor(bench.noiseMs)), label);
  for (let round = 0; round < WIDE_ROUNDS_MAX; round += 1) {
    const followed = followedIn(calls, granularityMs);
    if (followed.kind !== 'fitted' || followed.place !== 'unclear') break;
    calls = [...calls, ...(await sideBySide(bench, wishes(WIDE_MS), label))];
  }
  return calls;
}

const WIDE_MS = 2500;
const WIDE_ROUNDS_MAX = 2;

async function oneByOne(
  bench: Bench,
  wishes: readonly Partial<Wish>[],
  label: string,
): Promise<readonly CallEvidence[]> {
  const conversation = await bench.converse();
  const calls: CallEvidence[] = [];
  for (const wish of wishes) {
    calls.push(await bench.call(conversation, wish, { label }));
    if (calls.some(isHung)) break;
  }
  return calls;
}

async function sideBySide(
  bench: Bench,
  wishes: readonly Partial<Wish>[],
  label: string,
): Promise<readonly CallEvidence[]> {
  const prepared = [];
  for (const wish of wishes) prepared.push([await bench.converse(), wish] as const);
  return await bench.staggered(prepared, ([conversation, wish]) =>
    bench.call(conversation, wish, { label }),
  );
}
