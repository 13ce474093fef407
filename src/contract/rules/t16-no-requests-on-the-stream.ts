import { INPUT_REQUIRED } from '../../probe/arrival-of.ts';
import { STATELESS } from '../protocol-version.ts';
import type { Rule } from '../rule.ts';
import { answersOf } from '../talk.ts';
import { cannotTell, fail, pass } from '../verdict.ts';

export const t16: Rule = {
  id: 'T16',
  level: 'must',
  versions: STATELESS,
  says: 'A server asks its client by a result that says so, and by no request on the stream.',
  why: 'A client of this version may not answer a request: the tool waits for it for ever.',
  source: 'Streamable HTTP, Receiving Messages',
  needs: ['question'],
  judge: ({ experiment }) => {
    const [call] = experiment('question').calls;
    if (call === undefined) return cannotTell('no call was made');
    const { askedAtMs, sentAtMs } = call;
    if (askedAtMs !== null) {
      return fail(`a request came on the stream after ${(askedAtMs - sentAtMs).toFixed(0)} ms`);
    }
    const [answer] = answersOf(call);
    if (answer === undefined) return cannotTell('the call was not answered, nor anything asked');
    return answer.text.startsWith(INPUT_REQUIRED)
      ? pass(`it asked by its result: ${answer.text}`)
      : cannotTell(`the server asked nothing: ${answer.text.slice(0, 100)}`);
  },
};
