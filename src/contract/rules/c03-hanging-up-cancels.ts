import { answersOf } from '../evidence/call-outcome.ts';
import { STATELESS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const c03: Rule = {
  id: 'C03',
  level: 'must',
  versions: STATELESS,
  says: 'A client that hangs up has cancelled its call, and what runs for it is stopped.',
  why: 'Nobody can come back for the result: the run would keep the machine from others for nothing.',
  source: 'Streamable HTTP, Cancellation',
  needs: ['hang-up'],
  judge: ({ experiment }) => {
    const [left, recalled] = experiment('hang-up').calls;
    if (left === undefined || recalled === undefined) return cannotTell('no call was made');
    if (answersOf(left).length > 0) return cannotTell('the call was over before it could be left');
    const [answer] = answersOf(recalled);
    const text = answer?.text ?? 'nothing';
    if (text.startsWith('stopped')) return pass(`the run was ${text}`);
    const isGoingOn = text.startsWith('still running') || text.startsWith('ran to its end');
    return isGoingOn
      ? fail(`two seconds after its client had gone the run was what nobody wanted: ${text}`)
      : cannotTell(`what became of the run isn’t known: ${text.slice(0, 100)}`);
  },
};
