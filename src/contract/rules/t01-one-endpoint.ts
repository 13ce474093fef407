import { answerTo } from '../answer-to.ts';
import { PROTOCOL_VERSIONS } from '../protocol-version.ts';
import type { Rule } from '../rule.ts';
import { fail, pass } from '../verdict.ts';

export const t01: Rule = {
  id: 'T01',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  says: 'One path answers POST, and GET too where there are GET streams.',
  why: 'A client has one URL and no other place to look.',
  source: 'Streamable HTTP',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const { status: post } = answerTo(experiment('statuses'), 'ping');
    const { status: get } = answerTo(experiment('statuses'), 'get');
    const seen = `POST ${post ?? 'unanswered'}, GET ${get ?? 'unanswered'}`;
    return post === 200 && get !== 404 ? pass(seen) : fail(seen);
  },
};
