import { answerTo, exchangeIn } from '../evidence/answer-to.ts';
import type { Question } from '../evidence/evidence.ts';
import { STATELESS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const v05: Rule = {
  id: 'V05',
  level: 'must',
  versions: STATELESS,
  says: 'A request whose headers say otherwise than its body, or say nothing, gets 400 and error -32020.',
  why: 'A gateway that lets a harmless method pass by its header would let another one pass in the body.',
  source: 'Streamable HTTP, Server Validation',
  needs: ['statuses'],
  judge: ({ experiment }) => {
    const statuses = experiment('statuses');
    // Whoever serves clients that know no such header may take its absence for an early version.
    const isDual = exchangeIn(statuses, 'initialize')?.hasResult === true;
    const asked = isDual ? MISMATCHED : [...MISMATCHED, 'ping without a version' as const];
    const faults = asked
      .map((question) => answerTo(statuses, question))
      .filter(({ asked, status, errorCode }) => {
        const isVersion = asked === OTHER_VERSION && !isDual;
        return (
          status !== 400 ||
          !(errorCode === HEADER_MISMATCH || (isVersion && errorCode === UNSUPPORTED))
        );
      });
    const seen = faults.map(
      ({ asked, status, errorCode }) =>
        `${asked}: ${status ?? 'no answer'}, ${errorCode ?? 'no error'}`,
    );
    return faults.length === 0
      ? pass(`${asked.length} such requests were refused`)
      : fail(seen.join('; '));
  },
};

const HEADER_MISMATCH = -32020;
/** As true of a header that names a version which the server doesn’t speak, whatever the body says. */
const UNSUPPORTED = -32022;
const OTHER_VERSION = 'ping of another version in its header';

const MISMATCHED: readonly Question[] = [
  OTHER_VERSION,
  'ping of another method in its header',
  'ping without a method in its header',
  'call of another tool in its header',
  'call without a tool in its header',
];
