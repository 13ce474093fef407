import type { Specimen } from '../parts/specimen.ts';
import { stateless } from '../parts/stateless.ts';

export const bufferedWithoutSessions: Specimen = {
  name: 'buffered-without-sessions',
  layer: 'session manager',
  about: 'has gone over to 2026-07-28 and taken its buffer with it',
  thread:
    'the same code as whole-response-at-once: no revision of MCP says when a response is to be sent',
  protocolVersion: '2026-07-28',
  breaks: ['Z01', 'Z02', 'Z03', 'Z04', 'Z05', 'Z11'],
  open: stateless({ manager: 'buffered' }),
};
