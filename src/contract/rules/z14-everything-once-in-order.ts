import { isAnsweredWithError, silenceFinding } from '../evidence/call-outcome.ts';
import type { CallEvidence } from '../evidence/evidence.ts';
import { matchedEventsOf, orderOf } from '../evidence/matched-event.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z14: Rule = {
  id: 'Z14',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'Everything that is said is heard once, in its order, and before the result.',
  why: 'A line that is lost, doubled or out of place is worse than one that is late.',
  source: 'ours',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const calls = experiment('gaps').calls.filter(({ progressToken }) => progressToken !== null);
    const failed = calls.filter(isAnsweredWithError);
    if (failed.length > 0) return silenceFinding(failed);
    const matched = calls.flatMap(matchedEventsOf);
    if (matched.length === 0) return silenceFinding(calls);
    const lost = matched.filter(({ heardMs }) => heardMs.length === 0).length;
    const doubled = matched.filter(({ heardMs }) => heardMs.length > 1).length;
    const disordered = calls.filter((call) => !isInOrder(call)).length;
    const seen = `of ${matched.length} outputs ${lost} were lost and ${doubled} doubled; ${disordered} calls were out of order`;
    return lost + doubled + disordered === 0 ? pass(seen) : fail(seen);
  },
};

/** By the order of the events, since several can be heard in one instant. */
function isInOrder(call: CallEvidence): boolean {
  const order = orderOf(call);
  return order.every((index, at) => index >= (order[at - 1] ?? 0));
}
