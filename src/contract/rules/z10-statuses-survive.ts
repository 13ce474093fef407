import { isStateless } from '../../probe/request-envelope.ts';
import { answerTo, exchangeIn } from '../evidence/answer-to.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z10: Rule = {
  id: 'Z10',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  says: 'Status codes arrive as they were made: 202 and its end, 400, 404.',
  why: 'An adapter that answers 200 to everything breaks clients in places where nobody looks.',
  source: 'ours',
  needs: ['handshake', 'statuses'],
  judge: ({ experiment, evidence }) => {
    const statuses = experiment('statuses');
    // Without sessions there is nothing to notify anybody of, and no session that could be unknown.
    const isWithout = isStateless(evidence.server.protocolVersion);
    const notes = isWithout
      ? []
      : [answerTo(experiment('handshake'), 'initialized'), answerTo(statuses, 'notification')];
    const garbage = answerTo(statuses, 'not JSON');
    const unknown = exchangeIn(statuses, 'ping of an unknown session');
    const faults = [
      ...notes.flatMap(({ asked, status, endedAtMs }) => {
        if (status !== 202) return [`${asked}: ${status ?? 'no answer'}, not 202`];
        return endedAtMs === null ? [`${asked}: 202, which never ends`] : [];
      }),
      ...(garbage.status === 400 ? [] : [`not JSON: ${garbage.status ?? 'no answer'}, not 400`]),
      ...(garbage.endedAtMs === null ? ['not JSON: the answer never ends'] : []),
      ...(isWithout || unknown === undefined || isRefusal(unknown.status)
        ? []
        : [`unknown session: ${unknown.status ?? 'no answer'}, not 404 or 400`]),
    ];
    return faults.length === 0
      ? pass(
          notes.length > 0
            ? '202 and its end, and refusals as they were made'
            : 'refusals as they were made',
        )
      : fail(faults.join('; '));
  },
};

/** 404 is for sessions that have ended; of one that never was, SDKs say 400 as well. */
function isRefusal(status: number | null): boolean {
  return status === 404 || status === 400;
}
