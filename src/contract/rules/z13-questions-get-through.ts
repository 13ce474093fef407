import { answersOf } from '../evidence/call-outcome.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z13: Rule = {
  id: 'Z13',
  level: 'must',
  versions: WITH_SESSIONS,
  ended: 'lets a server ask by its result, and by nothing else (T16)',
  says: 'What a server asks its client in mid-run is delivered before the result.',
  why: 'The server waits for the answer and the client for the question: both for ever.',
  source: 'ours',
  needs: ['question'],
  judge: ({ experiment }) => {
    const [call] = experiment('question').calls;
    if (call === undefined) return cannotTell('no call was made');
    const { askedAtMs, sentAtMs } = call;
    if (askedAtMs === null) {
      const [answer] = answersOf(call);
      if (answer === undefined) return fail('the question never came, and neither did the result');
      return cannotTell(`the server asked nothing: ${answer.text.slice(0, 100)}`);
    }
    const seen = `the question came after ${(askedAtMs - sentAtMs).toFixed(0)} ms`;
    return answersOf(call).length > 0
      ? pass(`${seen}, the result after the answer`)
      : fail(`${seen}, but no result`);
  },
};
