import type { Arrival } from '../timeline/arrival.ts';
import type { CallEvidence } from './evidence.ts';

/** One output of a script, and when it was heard. Instants are milliseconds after the call. */
export interface Sighting {
  readonly marker: string;
  readonly dueMs: number;
  /** Each time that it was heard, on the call's own stream, before the result. */
  readonly heardMs: readonly number[];
}

/** Where a tool's output is heard: in its log messages, or in its progress. */
type Channel = 'message' | 'progress';

/**
 * When each output of a call was heard. Matched by markers, so that a greeting or a sign of life is
 * taken for nothing else.
 *
 * A server may tell everything twice, as a message and as progress; then only one of them counts.
 */
export function sightingsOf(call: CallEvidence): readonly Sighting[] {
  const channel = channelOf(call);
  const events = saidIn(call.arrivals, channel);
  return call.script.outputs.map(({ marker, atMs: dueMs }) => ({
    marker,
    dueMs,
    heardMs: events
      .filter(({ text }) => text.includes(marker))
      .map(({ atMs }) => atMs - call.sentAtMs),
  }));
}

/** The first time that each output was heard; undefined for one that never was. */
export function firstHeardOf({ heardMs }: Sighting): number | undefined {
  return heardMs[0];
}

/** Where more of a call's outputs were heard; in messages, if it is a tie. */
function channelOf({ arrivals, script }: CallEvidence): Channel {
  const heardIn = (channel: Channel): number => {
    const events = saidIn(arrivals, channel);
    return script.outputs.filter(({ marker }) => events.some(({ text }) => text.includes(marker)))
      .length;
  };
  return heardIn('progress') > heardIn('message') ? 'progress' : 'message';
}

/** Whether any marker of a call occurs in something that was heard elsewhere. */
export function isHeardIn(arrivals: readonly Arrival[], { script }: CallEvidence): boolean {
  return arrivals.some(
    (arrival) =>
      'text' in arrival && script.outputs.some(({ marker }) => arrival.text.includes(marker)),
  );
}

type SaidArrival = Extract<Arrival, { readonly kind: Channel }>;

/** What came on the response before its result. */
function saidIn(arrivals: readonly Arrival[], channel: Channel): readonly SaidArrival[] {
  const end = arrivals.findIndex(({ kind }) => kind === 'result' || kind === 'rpc-error');
  return arrivals
    .slice(0, end === -1 ? undefined : end)
    .filter((arrival): arrival is SaidArrival => arrival.kind === channel);
}

/** Timers may be early by a fraction of their unit, and two clocks round differently. */
const EARLY_MS = 5;

/** Whether something was heard before it was due, which no honest run can bring about. */
export function isImpossible(call: CallEvidence): boolean {
  return sightingsOf(call).some(({ dueMs, heardMs }) =>
    heardMs.some((heard) => !(heard >= dueMs - EARLY_MS)),
  );
}
