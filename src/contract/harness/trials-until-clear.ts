import { isHung } from '../evidence/call-outcome.ts';
import type { CallEvidence } from '../evidence/evidence.ts';
import type { RunSchedule } from '../terms/script.ts';
import { type Followed, followedIn } from '../tracking/followed.ts';
import type { Harness } from './harness.ts';
import { randomisedDesign, spreadFor } from './randomised-design.ts';
import type { CallOptions } from './running-call.ts';

export interface TrialsOptions extends Pick<CallOptions, 'label' | 'headers'> {
  /** How large each output is; small by default. */
  readonly payloadBytes?: number;
}

/**
 * Makes the calls of one design, one after the other. If noise hides the result, another design follows,
 * spread much wider. Its calls take long, so they are made side by side; a server that keeps the law
 * under that load keeps it for single calls too.
 */
export async function trialsUntilClear(
  harness: Harness,
  { payloadBytes, ...options }: TrialsOptions,
): Promise<readonly CallEvidence[]> {
  const { granularityMs } = harness.target;
  const size = payloadBytes === undefined ? {} : { payloadBytes };
  const schedules = (spreadMs: number) =>
    randomisedDesign(harness, spreadMs).map((schedule) => ({ ...schedule, ...size }));
  // A server that looks only now and then takes long trials.
  if (granularityMs > 0) return await sideBySide(harness, schedules(0), options);
  let calls = await oneByOne(harness, schedules(spreadFor(harness.noiseMs)), options);
  for (let round = 0; round < WIDE_ROUNDS_MAX; round += 1) {
    const followed = followedIn(calls, granularityMs);
    if (followed.kind !== 'fitted' || !isDoubtful(followed)) break;
    calls = [...calls, ...(await sideBySide(harness, schedules(WIDE_MS), options))];
  }
  return calls;
}

/** Whether nobody can tell, or the deviation is so small that a busy machine may be its cause: a fault shows more clearly. */
function isDoubtful({
  place,
  tracking: { b, c, d },
}: Extract<Followed, { kind: 'fitted' }>): boolean {
  if (place !== 'beyond') return place === 'unclear';
  return Math.abs(b.value - 1) < 0.5 && Math.abs(c.value) < 0.5 && Math.abs(d?.value ?? 0) < 0.5;
}

const WIDE_MS = 2500;
const WIDE_ROUNDS_MAX = 2;

async function oneByOne(
  harness: Harness,
  schedules: readonly Partial<RunSchedule>[],
  options: CallOptions,
): Promise<readonly CallEvidence[]> {
  const conversation = await harness.converse();
  const calls: CallEvidence[] = [];
  for (const schedule of schedules) {
    calls.push(await harness.call(conversation, schedule, options));
    if (calls.some(isHung)) break;
  }
  return calls;
}

async function sideBySide(
  harness: Harness,
  schedules: readonly Partial<RunSchedule>[],
  options: CallOptions,
): Promise<readonly CallEvidence[]> {
  if (harness.sharesSession) return await oneByOne(harness, schedules, options);
  const prepared = [];
  for (const schedule of schedules) prepared.push([await harness.converse(), schedule] as const);
  return await harness.staggered(prepared, ([conversation, schedule]) =>
    harness.call(conversation, schedule, options),
  );
}
