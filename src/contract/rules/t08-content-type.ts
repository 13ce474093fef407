import { answerTypeOf } from '../evidence/answer-type-of.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const t08: Rule = {
  id: 'T08',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  says: 'A request is answered as application/json or text/event-stream.',
  why: 'A client can’t read anything else.',
  source: 'Streamable HTTP, Sending Messages 5',
  needs: ['noise'],
  judge: ({ experiment }) => {
    const { calls } = experiment('noise');
    const types = new Set(calls.map(answerTypeOf));
    const seen = `calls were answered as ${[...types].join(', ')}`;
    if (types.has('nothing')) return cannotTell('a call was not answered at all');
    const isKept = [...types].every(
      (type) => type === 'application/json' || type === 'text/event-stream',
    );
    return isKept ? pass(seen) : fail(seen);
  },
};
