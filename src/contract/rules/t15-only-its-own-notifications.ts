import { foreignOutputFinding } from '../findings/foreign-output-finding.ts';
import { STATELESS } from '../terms/protocol-version.ts';
import type { Rule } from './rule.ts';

export const t15: Rule = {
  id: 'T15',
  level: 'must',
  versions: STATELESS,
  says: 'What is told on a request’s stream relates to that request.',
  why: 'A client without a session has nothing else to tell by whose output it is; people would see each other’s data.',
  source: 'Streamable HTTP, Receiving Messages',
  needs: ['isolation'],
  judge: ({ experiment }) => foreignOutputFinding(experiment('isolation').calls),
};
