import { changeBody } from '../parts/change-body.ts';
import { openHealthy } from '../parts/open-healthy.ts';
import { readAhead } from '../parts/read-ahead.ts';
import type { Specimen } from '../parts/specimen.ts';

export const unboundedQueue: Specimen = {
  name: 'unbounded-queue',
  layer: 'session manager',
  about: 'reads on whether its client does or not',
  thread: 'stata-mcp, FINAL_DIAGNOSIS.md, Option 1: asyncio.Queue() without a bound',
  breaks: ['Z11'],
  open: ({ clock }) => openHealthy({ clock, before: (manager) => changeBody(manager, readAhead) }),
};
