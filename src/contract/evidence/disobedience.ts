import { answersOf, isAnsweredWithError } from './call-outcome.ts';
import type { CallEvidence } from './evidence.ts';
import { isHeardInTime } from './matched-event.ts';

/**
 * Why calls without any delay show that the tool doesn't do what it is told; null when it does, as
 * far as can be seen. It is enough that one of them did.
 */
export function disobedienceIn(calls: readonly CallEvidence[]): string | null {
  const [call] = calls;
  if (call === undefined || calls.some(isObeyed)) return null;
  const [answer] = answersOf(call);
  const tool = 'the tool doesn’t do what it is told';
  if (answer === undefined)
    return `${tool}: asked to speak at once and end, it didn’t answer in 5 s`;
  const said = answer.text.trim().slice(0, 120);
  if (isAnsweredWithError(call)) return `${tool}: it failed with “${said}”`;
  return `${tool}: what it was to say was heard nowhere, and its result was “${said}”`;
}

function isObeyed(call: CallEvidence): boolean {
  if (isHeardInTime(call)) return true;
  const [answer] = answersOf(call);
  if (answer === undefined || isAnsweredWithError(call)) return false;
  // Stata's result has all that was printed; of other tools nobody knows what it has.
  return call.script.echoes
    ? call.script.outputs.some(({ marker }) => answer.text.includes(marker))
    : true;
}
