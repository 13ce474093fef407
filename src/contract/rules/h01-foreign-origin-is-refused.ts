import { exchangeIn } from '../evidence/answer-to.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const h01: Rule = {
  id: 'H01',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  says: 'A request from a foreign origin is refused, from 2025-11-25 on with 403.',
  why: 'Any page in the browser of somebody who runs a local server could use it (DNS rebinding).',
  source: 'Security Warning',
  needs: ['statuses'],
  judge: ({ experiment, evidence }) => {
    const exchange = exchangeIn(experiment('statuses'), 'foreign origin');
    if (exchange === undefined) return notApplicable('it was reached without a socket');
    const { status } = exchange;
    const seen = `the origin http://evil.example was answered with ${status ?? 'nothing'}`;
    const isAnyRefusal = evidence.server.protocolVersion < '2025-11-25';
    const isRefused = isAnyRefusal ? status !== null && status >= 400 : status === 403;
    return isRefused ? pass(seen) : fail(seen);
  },
};
