import { streamEndFinding } from '../findings/stream-end-finding.ts';
import { WITH_SESSIONS } from '../terms/protocol-version.ts';
import type { Rule } from './rule.ts';

export const t12: Rule = {
  id: 'T12',
  level: 'should',
  versions: WITH_SESSIONS,
  ended: 'has T13 in its place',
  says: 'After the response the stream ends.',
  why: 'A stream that stays open costs a connection, and some clients wait for its end.',
  source: 'Streamable HTTP, Sending Messages 6',
  needs: ['gaps'],
  judge: ({ experiment }) => streamEndFinding(experiment('gaps').calls),
};
