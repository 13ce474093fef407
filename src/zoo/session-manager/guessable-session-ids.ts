import { SDK_MANNERS } from '../../manager/sdk-manners.ts';
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
    return healthy({ manners: { ...SDK_MANNERS.typescript, newSessionId } })({ clock });
  },
};
