import { foreignOutputFinding } from '../findings/foreign-output-finding.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import type { Rule } from './rule.ts';

export const t14: Rule = {
  id: 'T14',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'has T15 in its place',
  lines: true,
  says: 'What comes on a request’s stream before its response belongs to that request.',
  why: 'Otherwise a client shows one run’s output as another’s.',
  source: 'Streamable HTTP, Sending Messages 6',
  needs: ['isolation'],
  judge: ({ experiment }) => foreignOutputFinding(experiment('isolation').calls),
};
