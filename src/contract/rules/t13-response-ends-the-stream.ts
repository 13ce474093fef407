import { streamEndFinding } from '../findings/stream-end-finding.ts';
import { STATELESS } from '../terms/protocol-version.ts';
import type { Rule } from './rule.ts';

export const t13: Rule = {
  id: 'T13',
  level: 'should',
  versions: STATELESS,
  says: 'The final response ends the stream.',
  why: 'Without sessions the stream is all that there is of a request; open, it costs a connection for nothing.',
  source: 'Streamable HTTP, Receiving Messages',
  needs: ['gaps'],
  judge: ({ experiment }) => streamEndFinding(experiment('gaps').calls),
};
