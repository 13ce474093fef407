import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const p02: Rule = {
  id: 'P02',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  says: 'Progress names only tokens that a client has given.',
  why: 'A client can’t tell what it belongs to, and some drop the connection.',
  source: 'Progress',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const wrong = experiment('gaps').calls.filter(({ arrivals }) =>
      arrivals.some(
        (arrival) => arrival.kind === 'other' && arrival.method === 'notifications/progress',
      ),
    );
    return wrong.length === 0
      ? pass('no other token was named')
      : fail(
          `in ${wrong.length} calls (“${wrong[0]?.label}”) progress had a token that was not given`,
        );
  },
};
