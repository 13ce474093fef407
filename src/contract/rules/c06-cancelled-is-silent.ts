import { answersOf } from '../evidence/call-outcome.ts';
import { heardAfter } from '../evidence/heard-after.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const c06: Rule = {
  id: 'C06',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'has no other cancellation than to hang up, and then nobody listens',
  says: 'A cancelled call says no more and is not answered.',
  why: 'Its client no longer listens, and others are kept from the machine.',
  source: 'Cancellation',
  needs: ['cancel'],
  judge: ({ experiment }) => {
    const call = experiment('cancel').calls.find(({ cancelledAtMs }) => cancelledAtMs !== null);
    if (call?.cancelledAtMs == null) return cannotTell('no call could be cancelled');
    const answeredFirst = answersOf(call).some(({ atMs }) => atMs <= (call.cancelledAtMs ?? 0));
    if (answeredFirst) return cannotTell('the call was over before it could be cancelled');
    const late = heardAfter(call, call.cancelledAtMs + GRACE_MS);
    const answers = answersOf(call).length;
    if (late === 0 && answers === 0) return pass('nothing came after the cancellation');
    return fail(`after the cancellation came ${late} outputs and ${answers} answers`);
  },
};

/** What is under way already may still come, for so many milliseconds. */
const GRACE_MS = 500;
