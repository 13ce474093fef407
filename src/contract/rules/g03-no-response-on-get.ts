import { UNMATCHED_RESPONSE } from '../../probe/arrival-of.ts';
import { getStreamsOf, NO_GET_STREAM } from '../evidence/get-streams-of.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const g03: Rule = {
  id: 'G03',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'has no GET stream',
  says: 'No response is sent on the standalone GET stream.',
  why: 'The client that made the call waits for it elsewhere.',
  source: 'Streamable HTTP, Listening 4',
  needs: ['isolation'],
  judge: ({ experiment }) => {
    const streams = getStreamsOf(experiment('isolation'));
    if (streams.length === 0) return notApplicable(NO_GET_STREAM);
    const misplaced = streams.flatMap(({ arrivals }) =>
      arrivals.filter(
        (arrival) => arrival.kind === 'other' && arrival.method === UNMATCHED_RESPONSE,
      ),
    );
    return misplaced.length === 0
      ? pass('none came there')
      : fail(`${misplaced.length} responses came on a GET stream`);
  },
};
