import type { CallEvidence } from '../evidence/evidence.ts';
import { isAnyFound, isFoundIn, untold } from '../evidence/matched-event.ts';
import { type Finding, fail, pass } from '../terms/verdict.ts';

/** Whether calls at the same time heard of each other. */
export function foreignOutputFinding(calls: readonly CallEvidence[]): Finding {
  const foreign = calls.flatMap((call) =>
    calls
      .filter((other) => other !== call && isFoundIn(call.arrivals, other))
      .map((other) => `the stream of “${call.label}” had output of “${other.label}”`),
  );
  if (foreign.length > 0) return fail(foreign.join('; '));
  if (!isAnyFound(calls)) return untold(calls);
  return pass(`${calls.length} calls at the same time, each with nothing but its own`);
}
