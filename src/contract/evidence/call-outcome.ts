import type { Arrival } from '../../timeline/arrival.ts';
import { cannotTell, type Finding, fail } from '../terms/verdict.ts';
import type { CallEvidence } from './evidence.ts';
import { isHeardIn } from './matched-event.ts';

export type AnswerArrival = Extract<Arrival, { readonly kind: 'result' | 'rpc-error' }>;

/** Everything that answered a call on a stream of its: one, if all is well. */
export function answersOf({ arrivals }: Pick<CallEvidence, 'arrivals'>): readonly AnswerArrival[] {
  return arrivals.filter(
    (arrival): arrival is AnswerArrival =>
      arrival.kind === 'result' || arrival.kind === 'rpc-error',
  );
}

/** When a call was answered, in milliseconds after it; undefined if it never was. */
export function answeredMs(call: CallEvidence): number | undefined {
  const [answer] = answersOf(call);
  return answer === undefined ? undefined : answer.atMs - call.sentAtMs;
}

/** Whether a call came to an error, of either kind. */
export function isAnsweredWithError(call: CallEvidence): boolean {
  return answersOf(call).some((answer) => !isSuccess(answer));
}

/** Whether an answer says that all went well. */
export function isSuccess(answer: AnswerArrival): boolean {
  return answer.kind === 'result' && !answer.isError;
}

/** When the call's own stream was over, in milliseconds after the call; undefined if it never was. */
export function closedMs(call: CallEvidence): number | undefined {
  const closed = call.arrivals.find(({ kind }) => kind === 'closed');
  return closed === undefined || isGivenUp(call) ? undefined : closed.atMs - call.sentAtMs;
}

/** Whether a call was waited for in vain. */
export function isHung(call: CallEvidence): boolean {
  return isGivenUp(call) && answersOf(call).length === 0;
}

/** Why the client hung up when a time-out was over. */
export const GAVE_UP = 'gave up waiting';

/** Whether the client waited in vain for the stream's end. */
function isGivenUp({ arrivals }: CallEvidence): boolean {
  return arrivals.some((arrival) => arrival.kind === 'closed' && arrival.reason === GAVE_UP);
}

/**
 * What to say when nothing of some calls was heard before their results: a server that has its tool
 * speak and keeps it to itself breaks the rule; a tool that doesn't speak proves nothing.
 */
export function silenceFinding(calls: readonly CallEvidence[]): Finding {
  const [call] = calls;
  if (call === undefined) return cannotTell('no call was made');
  const [answer] = answersOf(call);
  if (answer === undefined) return cannotTell(`the tool never answered (${reasonOf(call)})`);
  if (isAnsweredWithError(call)) return cannotTell(`the tool failed: ${beginningOf(answer.text)}`);
  const get = call.elsewhere.find(({ arrivals }) => isHeardIn(arrivals, call));
  if (get !== undefined) {
    return fail(
      `on the call's own stream nothing was heard before the result; it came on the standalone GET stream instead`,
    );
  }
  if (call.script.outputs.some(({ marker }) => answer.text.includes(marker))) {
    return fail('nothing was heard before the result, which has all of it');
  }
  if (answer.kind === 'result') return fail('nothing was heard before the result');
  return cannotTell('what the tool was to say was heard nowhere, not even in its result');
}

function reasonOf(call: CallEvidence): string {
  const closed = call.arrivals.find((arrival) => arrival.kind === 'closed');
  return closed?.reason ?? 'its stream ended without an answer';
}

function beginningOf(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
