import { INPUT_REQUIRED } from '../../probe/arrival-of.ts';
import { answersOf, isAnsweredWithError } from '../evidence/call-outcome.ts';
import { isHeardInTime } from '../evidence/matched-event.ts';
import { STATELESS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

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
    const said = answer.text.slice(0, 100);
    if (answer.text.startsWith(INPUT_REQUIRED)) return pass(`it asked by its result: ${said}`);
    // The tool got as far as the question, and was told that it can't be asked.
    const isRefused = isHeardInTime(call) && isAnsweredWithError(call);
    return isRefused
      ? pass(`the tool may not ask, and nothing was asked: ${said}`)
      : cannotTell(`the server asked nothing: ${said}`);
  },
};
