import { answersOf } from '../evidence/call-outcome.ts';
import { matchedEventsOf } from '../evidence/matched-event.ts';
import { joined, resumedCallIn } from '../evidence/resumed-call.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z17: Rule = {
  id: 'Z17',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'lets nobody resume a stream',
  says: 'A stream that was cut and resumed has every output once, and the result.',
  why: 'Whoever gives events ids promises that nothing is lost with a connection.',
  source: 'ours',
  needs: ['resume'],
  judge: ({ experiment }) => {
    const resumed = resumedCallIn(experiment('resume'));
    if (resumed === undefined) return cannotTell('nothing could be resumed');
    const { call, stream } = resumed;
    if (answersOf(call).length > 0) return cannotTell('the call was over before it could be cut');
    if (stream.status !== 200)
      return fail(`resuming was answered with ${stream.status ?? 'nothing'}`);
    const matched = matchedEventsOf(joined(resumed));
    const lost = matched.filter(({ heardMs }) => heardMs.length === 0).length;
    const doubled = matched.filter(({ heardMs }) => heardMs.length > 1).length;
    const results = answersOf(joined(resumed)).length;
    const seen = `of ${matched.length} outputs ${lost} were lost and ${doubled} doubled; ${results} results`;
    return lost + doubled === 0 && results === 1 ? pass(seen) : fail(seen);
  },
};
