import { answerTypeOf } from '../evidence/answer-type-of.ts';
import { STATELESS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const t17: Rule = {
  id: 'T17',
  level: 'should',
  versions: STATELESS,
  says: 'An event stream comes with X-Accel-Buffering: no.',
  why: 'Proxies such as nginx collect a response unless they are told not to.',
  source: 'Streamable HTTP, Receiving Messages',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const streams = experiment('gaps').calls.filter(
      (call) => answerTypeOf(call) === 'text/event-stream',
    );
    if (streams.length === 0) return notApplicable('no call was answered by an event stream');
    const told = streams.filter(({ headers }) => headers?.['x-accel-buffering'] === 'no');
    const seen = `${told.length} of ${streams.length} event streams had it`;
    return told.length === streams.length ? pass(seen) : fail(seen);
  },
};
