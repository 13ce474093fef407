import { WITH_SESSIONS } from '../protocol-version.ts';
import { answersOn, resumedStreamOf, saidOn } from '../resumed-stream-of.ts';
import type { Rule } from '../rule.ts';
import { isHeardIn } from '../sighting.ts';
import { answersOf } from '../talk.ts';
import { cannotTell, fail, pass } from '../verdict.ts';

export const z17: Rule = {
  id: 'Z17',
  level: 'must',
  versions: WITH_SESSIONS,
  says: 'A stream that was cut and resumed has every output once, and the result.',
  why: 'Whoever gives events ids promises that nothing is lost with a connection.',
  source: 'ours',
  needs: ['resume'],
  judge: ({ experiment }) => {
    const call = experiment('resume').calls.find(({ elsewhere }) => elsewhere.length > 0);
    const stream = resumedStreamOf(experiment('resume'));
    if (call === undefined || stream === undefined) return cannotTell('nothing could be resumed');
    if (answersOf(call).length > 0) return cannotTell('the call was over before it could be cut');
    if (stream.status !== 200)
      return fail(`resuming was answered with ${stream.status ?? 'nothing'}`);
    const resumed = saidOn(stream);
    const times = call.script.outputs.map((output) => {
      const one = { ...call, script: { ...call.script, outputs: [output] } };
      return Number(isHeardIn(call.arrivals, one)) + Number(isHeardIn(resumed, one));
    });
    const lost = times.filter((count) => count === 0).length;
    const doubled = times.filter((count) => count > 1).length;
    const results = answersOn(stream).length;
    const seen = `of ${times.length} outputs ${lost} were lost and ${doubled} doubled; ${results} results`;
    return lost + doubled === 0 && results === 1 ? pass(seen) : fail(seen);
  },
};
