import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const l01: Rule = {
  id: 'L01',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  says: 'A server that sends log messages declares that it does.',
  why: 'Clients set a level only where it is declared, and some ignore what isn’t.',
  source: 'Logging, Capabilities',
  needs: ['gaps'],
  judge: ({ experiment, evidence }) => {
    const logs = experiment('gaps').calls.some(({ arrivals }) =>
      arrivals.some(({ kind }) => kind === 'message'),
    );
    if (!logs) return notApplicable('no log message was sent');
    return evidence.server.capabilities.includes('logging')
      ? pass('it is declared')
      : fail('log messages were sent, but the capability logging is not declared');
  },
};
