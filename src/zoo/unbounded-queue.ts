import { changeBody } from './change-body.ts';
import { openHealthy } from './open-healthy.ts';
import { readAhead } from './read-ahead.ts';
import type { Specimen } from './specimen.ts';

export const unboundedQueue: Specimen = {
  name: 'unbounded-queue',
  layer: 'session manager',
  about: 'reads on whether its client does or not',
  thread: 'stata-mcp, FINAL_DIAGNOSIS.md, Option 1: asyncio.Queue() without a bound',
  breaks: ['Z11'],
  open: ({ clock }) => openHealthy({ clock, before: (manager) => changeBody(manager, readAhead) }),
};
