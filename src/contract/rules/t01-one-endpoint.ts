import { isStateless } from '../../probe/request-envelope.ts';
import { answerTo } from '../evidence/answer-to.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const t01: Rule = {
  id: 'T01',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  says: 'One path answers POST, and GET too where there are GET streams.',
  why: 'A client has one URL and no other place to look.',
  source: 'Streamable HTTP',
  needs: ['statuses'],
  judge: ({ experiment, evidence }) => {
    const { status: post } = answerTo(experiment('statuses'), 'ping');
    const { status: get } = answerTo(experiment('statuses'), 'get');
    const seen = `POST ${post ?? 'unanswered'}, GET ${get ?? 'unanswered'}`;
    // Whether there is a GET at all, is G06's business then.
    const isGetThere = isStateless(evidence.server.protocolVersion) || get !== 404;
    return post === 200 && isGetThere ? pass(seen) : fail(seen);
  },
};
