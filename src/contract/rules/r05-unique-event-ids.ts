import { idsIn } from '../evidence/event-ids.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const r05: Rule = {
  id: 'R05',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'lets nobody resume a stream',
  says: 'Event ids, where there are any, are unique in a session.',
  why: 'A client that resumes from an ambiguous id gets another stream’s events.',
  source: 'Streamable HTTP, Resumability 1',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const ids = experiment('gaps').calls.flatMap(({ arrivals }) => idsIn(arrivals));
    if (ids.length === 0) return notApplicable('no event had an id');
    const doubled = ids.find((id, index) => ids.indexOf(id) !== index);
    return doubled === undefined
      ? pass(`${ids.length} ids on four streams of a session, all different`)
      : fail(`the id ${doubled} was given twice`);
  },
};
