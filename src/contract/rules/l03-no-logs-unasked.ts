import type { CallEvidence } from '../evidence/evidence.ts';
import { STATELESS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const l03: Rule = {
  id: 'L03',
  level: 'must',
  versions: STATELESS,
  says: 'A request that names no log level gets no log messages.',
  why: 'Nobody asked for them; a client that has no use for logs pays for each.',
  source: 'Logging, Per-request log level',
  needs: ['gaps', 'logging'],
  judge: ({ experiment }) => {
    const [asked, unasked] = [experiment('gaps'), experiment('logging')].map(({ calls }) =>
      calls.reduce((sum, call) => sum + logsIn(call), 0),
    );
    if (unasked !== undefined && unasked > 0) return fail(`${unasked} came all the same`);
    return asked === 0
      ? notApplicable('no log message was sent to those who asked, either')
      : pass('none came');
  },
};

function logsIn({ arrivals }: CallEvidence): number {
  return arrivals.filter(({ kind }) => kind === 'message').length;
}
