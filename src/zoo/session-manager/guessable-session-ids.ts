import { SDK_DIALECTS } from '../../manager/sdk-dialect.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const guessableSessionIds: Specimen = {
  name: 'guessable-session-ids',
  layer: 'session manager',
  about: 'counts its sessions, and calls them by their number',
  thread: 'MCP, Security Best Practices: session hijacking',
  breaks: ['S01'],
  open: ({ clock }) => {
    let count = 0;
    const newSessionId = (): string => {
      count += 1;
      return `session-${count}`;
    };
    return healthy({ dialect: { ...SDK_DIALECTS.typescript, newSessionId } })({ clock });
  },
};
