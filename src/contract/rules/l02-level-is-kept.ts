import { answerTo } from '../evidence/answer-to.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const l02: Rule = {
  id: 'L02',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'has no logging/setLevel: every request says what it wants (L03)',
  says: 'After a level was set, less severe messages are not sent, and a level that does not exist is refused.',
  why: 'A client asked for quiet gets it.',
  source: 'Logging, Setting Log Level',
  needs: ['logging'],
  judge: ({ experiment }) => {
    const { calls } = experiment('logging');
    const messages = calls.flatMap(({ arrivals }) =>
      arrivals.filter(({ kind }) => kind === 'message'),
    );
    const { errorCode } = answerTo(experiment('logging'), 'set level nonsense');
    const seen = `${messages.length} messages below the level; nonsense got ${errorCode ?? 'no error'}`;
    return messages.length === 0 && errorCode === -32602 ? pass(seen) : fail(seen);
  },
};
