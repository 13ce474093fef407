import type { Bench } from '../bench.ts';
import type { CallEvidence } from '../evidence.ts';
import type { Experiment } from '../experiment.ts';
import { followedIn } from '../followed.ts';
import { randomisedDesign, spreadFor, TRIALS } from '../randomised-design.ts';
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
  takes: ['varies'],
  runs: 'alone',
  repeats: false,
  lastsMs: (bench) => SIZES.length * TRIALS * 2 * spreadFor(bench.noiseMs),
  make: async (bench) => {
    const sizes = bench.target.stimulus.can.payload ? SIZES : SIZES.slice(0, 1);
    const calls: CallEvidence[] = [];
    for (const [label, payloadBytes] of sizes) {
      calls.push(...(await trialsUntilClear(bench, label, payloadBytes)));
    }
    return { calls, exchanges: [], notMade: null };
  },
};

/** One design; and when its noise was too large to tell anything, another one, spread wider. */
async function trialsUntilClear(
  bench: Bench,
  label: string,
  payloadBytes: number,
): Promise<readonly CallEvidence[]> {
  const spreadMs = spreadFor(bench.noiseMs);
  const calls = await trialsOf(bench, label, payloadBytes, spreadMs);
  const followed = followedIn(calls, bench.target.granularityMs);
  if (followed.kind !== 'fitted' || followed.place !== 'unclear') return calls;
  return [...calls, ...(await trialsOf(bench, label, payloadBytes, 3 * spreadMs))];
}

async function trialsOf(
  bench: Bench,
  label: string,
  payloadBytes: number,
  spreadMs: number,
): Promise<readonly CallEvidence[]> {
  const wishes = randomisedDesign(bench, spreadMs);
  if (bench.target.granularityMs > 0) {
    // A server that looks only now and then takes long trials, so they are made side by side.
    return await Promise.all(
      wishes.map(async (wish) =>
        bench.call(await bench.converse(), { ...wish, payloadBytes }, { label }),
      ),
    );
  }
  const conversation = await bench.converse();
  const calls: CallEvidence[] = [];
  for (const wish of wishes) {
    calls.push(await bench.call(conversation, { ...wish, payloadBytes }, { label }));
    if (calls.some(isHung)) break;
  }
  return calls;
}
