import { answerTo, exchangeIn } from '../evidence/answer-to.ts';
import { STATELESS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const g06: Rule = {
  id: 'G06',
  level: 'should',
  versions: STATELESS,
  says: 'A server of no earlier version answers GET and DELETE with 405, and minds no session ids or event ids.',
  why: 'A client of an earlier version learns at once that there is nothing to be had, and one in between is served.',
  source: 'Streamable HTTP, Earlier Streamable HTTP Revisions',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const statuses = experiment('statuses');
    if (exchangeIn(statuses, 'initialize')?.hasResult === true) {
      return notApplicable('the server speaks earlier versions too');
    }
    const refused = [answerTo(statuses, 'get'), answerTo(statuses, 'delete')];
    const resuming = answerTo(statuses, 'ping of an unknown session');
    const minted = [answerTo(statuses, 'ping'), resuming].some(
      ({ headers }) => headers['mcp-session-id'] !== undefined,
    );
    const faults = [
      ...refused.flatMap(({ asked, status }) =>
        status === 405 ? [] : [`${asked.toUpperCase()} got ${status ?? 'no answer'}, not 405`],
      ),
      ...(resuming.hasResult
        ? []
        : [
            `a request with a session id and a last event id got ${resuming.status ?? 'no answer'}`,
          ]),
      ...(minted ? ['a session id was given'] : []),
    ];
    return faults.length === 0
      ? pass('GET and DELETE got 405, and session ids were ignored')
      : fail(faults.join('; '));
  },
};
