import { answerTo } from '../evidence/answer-to.ts';
import { STATELESS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const v06: Rule = {
  id: 'V06',
  level: 'must',
  versions: STATELESS,
  says: 'An unsupported version gets 400 and error -32022, an unknown method 404 and error -32601.',
  why: 'By these a client tells a server of this version from an earlier one, and asks again as it should.',
  source: 'Streamable HTTP, Protocol Version Header',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const version = answerTo(experiment('statuses'), 'ping of an unsupported version');
    const method = answerTo(experiment('statuses'), 'unknown method');
    const seen = [version, method]
      .map(
        ({ asked, status, errorCode }) =>
          `${asked}: ${status ?? 'no answer'}, ${errorCode ?? 'no error'}`,
      )
      .join('; ');
    const isKept =
      version.status === 400 &&
      version.errorCode === -32022 &&
      method.status === 404 &&
      method.errorCode === -32601;
    return isKept ? pass(seen) : fail(seen);
  },
};
