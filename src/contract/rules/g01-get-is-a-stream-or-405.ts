import { isEventStream } from '../../sse/media-type.ts';
import { answerTo } from '../evidence/answer-to.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

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
    const isStream = status === 200 && isEventStream(type);
    const seen = `GET was answered with ${status}, ${type}`;
    return isStream || status === 405 ? pass(seen) : fail(seen);
  },
};
