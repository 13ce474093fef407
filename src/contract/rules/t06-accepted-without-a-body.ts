import { answerTo } from '../evidence/answer-to.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const t06: Rule = {
  id: 'T06',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'knows no notification that a client sends over HTTP',
  says: 'A notification is accepted with 202 and no body.',
  why: 'The official TypeScript client opens its GET stream on exactly 202, and on nothing else.',
  source: 'Streamable HTTP, Sending Messages 4',
  needs: ['handshake', 'statuses'],
  judge: ({ experiment }) => {
    const notes = [
      answerTo(experiment('handshake'), 'initialized'),
      answerTo(experiment('statuses'), 'notification'),
    ];
    const seen = notes
      .map(
        ({ asked, status, bodyBytes }) => `${asked}: ${status ?? 'no answer'}, ${bodyBytes} bytes`,
      )
      .join('; ');
    const isKept = notes.every(({ status, bodyBytes }) => status === 202 && bodyBytes === 0);
    return isKept ? pass(seen) : fail(seen);
  },
};
