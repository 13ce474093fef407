import { progressTokenIn, UNMATCHED_RESPONSE } from '../../probe/arrival-of.ts';
import type { Arrival } from '../../timeline/arrival.ts';
import { cannotTell, type Finding, notApplicable } from '../terms/verdict.ts';
import type { CallEvidence } from './evidence.ts';

/** One output of a script, matched with the events in which it was heard. Instants are milliseconds after the call. */
export interface MatchedEvent {
  readonly marker: string;
  readonly dueMs: number;
  /** Each time that it was heard, on the call's own stream, before the result. */
  readonly heardMs: readonly number[];
}

/** Where a tool's output is heard: in its log messages, or in its progress. */
type Channel = 'message' | 'progress';

/**
 * When each output of a call was heard. Matched by markers, so that a greeting or a keep-alive comment is
 * taken for nothing else.
 *
 * A server may tell everything twice, as a message and as progress; then only one of them counts.
 */
export function matchedEventsOf(call: CallEvidence): readonly MatchedEvent[] {
  const channel = channelOf(call);
  const events = saidIn(call.arrivals, channel);
  return call.script.outputs.map(({ marker, atMs: dueMs }) => ({
    marker,
    dueMs,
    heardMs: events
      .filter((event) => isMarked(event, marker))
      .map(({ atMs }) => atMs - call.sentAtMs),
  }));
}

/** Whether anything that the script has was heard on the call's own stream before its result. */
export function isHeardInTime(call: CallEvidence): boolean {
  return matchedEventsOf(call).some(({ heardMs }) => heardMs.length > 0);
}

/** The first time that each output was heard; undefined for one that never was. */
export function firstHeardOf({ heardMs }: MatchedEvent): number | undefined {
  return heardMs[0];
}

/** Where more of a call's outputs were heard; in messages, if it is a tie. */
function channelOf({ arrivals, script }: CallEvidence): Channel {
  const heardIn = (channel: Channel): number => {
    const events = saidIn(arrivals, channel);
    return script.outputs.filter(({ marker }) => events.some((event) => isMarked(event, marker)))
      .length;
  };
  return heardIn('progress') > heardIn('message') ? 'progress' : 'message';
}

/** The texts in which a call's outputs were heard. */
export function saidTexts(call: CallEvidence): readonly string[] {
  return outputsHeard(call).map(({ text }) => text);
}

/** The outputs, as their places in the script, in the order in which they were heard. */
export function orderOf(call: CallEvidence): readonly number[] {
  return outputsHeard(call).map((event) =>
    call.script.outputs.findIndex(({ marker }) => isMarked(event, marker)),
  );
}

function outputsHeard(call: CallEvidence): readonly SaidArrival[] {
  return saidIn(call.arrivals, channelOf(call)).filter((event) =>
    call.script.outputs.some(({ marker }) => isMarked(event, marker)),
  );
}

/**
 * Whether any output of a call was heard on a stream, in what is said while a call runs. An answer is
 * no hearing: that of a tool which runs code has the whole output once more.
 */
export function isHeardIn(arrivals: readonly Arrival[], call: CallEvidence): boolean {
  return isFoundIn(
    // An event stands before what it was found to be.
    arrivals.filter((_, index) => !isAnyAnswer(arrivals[index + 1])),
    call,
  );
}

/**
 * Whether any output of a call is in anything on a stream, answers included: a leak is a leak. What a
 * tool counts has no marker; there its progress is known by its token.
 */
export function isFoundIn(
  arrivals: readonly Arrival[],
  { script, progressToken }: CallEvidence,
): boolean {
  const isFound = (data: string, marker: string): boolean =>
    isNumber(marker)
      ? progressToken !== null && tokenIn(data) === progressToken
      : data.includes(marker);
  return arrivals.some(
    (arrival) =>
      arrival.kind === 'sse-event' &&
      script.outputs.some(({ marker }) => isFound(arrival.data, marker)),
  );
}

function tokenIn(data: string): number | string | null {
  try {
    return progressTokenIn(JSON.parse(data));
  } catch {
    return null;
  }
}

/** Whether anything that could be told from anything else was heard of some calls, on any stream. */
export function isAnyFound(calls: readonly CallEvidence[]): boolean {
  return calls.some((call) =>
    [call, ...call.elsewhere].some(({ arrivals }) => isFoundIn(arrivals, call)),
  );
}

/** What to say where nothing was heard of some calls by which one could be told from another. */
export function untold(calls: readonly CallEvidence[]): Finding {
  return calls.every(isCounted)
    ? notApplicable(
        'the tool’s outputs have no markers, and no progress named a call’s token: nobody can tell whose they are',
      )
    : cannotTell('nothing was heard that could be told from what other calls say');
}

function isCounted({ script }: CallEvidence): boolean {
  return script.outputs.every(({ marker }) => isNumber(marker));
}

type SaidArrival = Extract<Arrival, { readonly kind: Channel }>;

/** Whether something answers a call: this one, or any other. */
function isAnyAnswer(arrival: Arrival | undefined): boolean {
  return (
    arrival?.kind === 'result' ||
    arrival?.kind === 'rpc-error' ||
    (arrival?.kind === 'other' && arrival.method === UNMATCHED_RESPONSE)
  );
}

/**
 * Whether something that was heard is an output. A marker such as `#3` stands for the third progress,
 * of a tool whose texts nobody can choose.
 */
export function isMarked(arrival: Arrival, marker: string): boolean {
  if (arrival.kind !== 'message' && arrival.kind !== 'progress') return false;
  if (!isNumber(marker)) return arrival.text.includes(marker);
  return arrival.kind === 'progress' && arrival.progress === Number(marker.slice(1));
}

function isNumber(marker: string): boolean {
  return marker.startsWith('#');
}

/** What came on the response before its result. */
function saidIn(arrivals: readonly Arrival[], channel: Channel): readonly SaidArrival[] {
  const end = arrivals.findIndex(({ kind }) => kind === 'result' || kind === 'rpc-error');
  return arrivals
    .slice(0, end === -1 ? undefined : end)
    .filter((arrival): arrival is SaidArrival => arrival.kind === channel);
}

/** Timers may be early by a fraction of their unit, and two clocks round differently. */
export const EARLY_MS = 5;

/** Whether something was heard before it was due, which no honest run can bring about. */
export function isImpossible(call: CallEvidence): boolean {
  return matchedEventsOf(call).some(({ dueMs, heardMs }) =>
    heardMs.some((heard) => !(heard >= dueMs - EARLY_MS)),
  );
}
