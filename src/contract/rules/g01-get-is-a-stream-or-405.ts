import { answerTo } from '../evidence/answer-to.ts';
import type { Rule } from '../rule.ts';
import { WITH_SESSIONS } from '../target/protocol-version.ts';
import { fail, pass } from '../verdict.ts';

export const g01: Rule = {
  id: 'G01',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'has no GET stream',
  says: 'GET is answered by an event stream, or by 405.',
  why: 'A client that waits for headers waits for ever when neither comes.',
  source: 'Streamable HTTP, Listening 3',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const { status, headers } = answerTo(experiment('statuses'), 'get');
    if (status === null)
      return fail('GET was not answered within two seconds, not even by headers');
    const type = headers['content-type'] ?? 'no content type';
    const isStream = status === 200 && type.startsWith('text/event-stream');
    const seen = `GET was answered with ${status}, ${type}`;
    return isStream || status === 405 ? pass(seen) : fail(seen);
  },
};
