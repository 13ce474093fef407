import { randomUUID } from 'node:crypto';
import { SDK_DIALECTS } from '../../manager/sdk-dialect.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const sessionIdWithBlanks: Specimen = {
  name: 'session-id-with-blanks',
  layer: 'session manager',
  about: 'has blanks in its session ids',
  thread: 'MCP 2025-11-25, Session Management 1',
  breaks: ['S02'],
  open: healthy({
    dialect: { ...SDK_DIALECTS.typescript, newSessionId: () => `session ${randomUUID()}` },
  }),
};
