import { answersOf, closedMs } from '../evidence/call-outcome.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z08: Rule = {
  id: 'Z08',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'has no other cancellation than to hang up, and then the stream is closed',
  says: 'The stream of a cancelled call is closed within 2 s.',
  why: 'Nothing will ever come on it, and it costs a connection (the official SDK leaves it open).',
  source: 'ours',
  needs: ['cancel'],
  judge: ({ experiment }) => {
    const call = experiment('cancel').calls.find(({ cancelledAtMs }) => cancelledAtMs !== null);
    if (call?.cancelledAtMs == null) return cannotTell('no call could be cancelled');
    if (answersOf(call).some(({ atMs }) => atMs <= (call.cancelledAtMs ?? 0))) {
      return cannotTell('the call was over before it could be cancelled');
    }
    const closed = closedMs(call);
    if (closed === undefined) return fail('it was still open when the client gave up');
    const afterMs = closed + call.sentAtMs - call.cancelledAtMs;
    const seen = `it was closed ${afterMs.toFixed(0)} ms after the cancellation`;
    return afterMs <= CLOSED_MAX_MS ? pass(seen) : fail(seen);
  },
};

const CLOSED_MAX_MS = 2000;
