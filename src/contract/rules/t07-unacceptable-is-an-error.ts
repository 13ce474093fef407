import { answerTo } from '../evidence/answer-to.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const t07: Rule = {
  id: 'T07',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  says: 'What can’t be accepted is answered with an HTTP error status.',
  why: 'A client that is told 200 believes that its message has arrived.',
  source: 'Streamable HTTP, Sending Messages 4',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const { status } = answerTo(experiment('statuses'), 'not JSON');
    const seen = `half a JSON object was answered with ${status ?? 'nothing'}`;
    return status !== null && status >= 400 ? pass(seen) : fail(seen);
  },
};
