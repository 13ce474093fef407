import { answersOf } from '../evidence/call-outcome.ts';
import { progressOf } from '../evidence/progress-of.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const p03: Rule = {
  id: 'P03',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  says: 'There is no progress after the response.',
  why: 'Clients have forgotten the token by then, and some drop the connection.',
  source: 'Progress',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const told = experiment('gaps').calls.filter((call) => progressOf(call).length > 0);
    if (told.length === 0) return notApplicable('no progress was told, and none has to be');
    const late = told.filter((call) => {
      const [answer] = answersOf(call);
      if (answer === undefined) return false;
      const answered = call.arrivals.indexOf(answer);
      return progressOf(call).some((each) => call.arrivals.indexOf(each) > answered);
    });
    return late.length === 0
      ? pass(`none came after ${told.length} responses`)
      : fail(`some came after the response of ${late.length} of ${told.length} calls`);
  },
};
