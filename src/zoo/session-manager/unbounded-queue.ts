import { changeBody } from '../parts/change-body.ts';
import { healthy } from '../parts/healthy.ts';
import { readAhead } from '../parts/read-ahead.ts';
import type { Specimen } from '../parts/specimen.ts';

export const unboundedQueue: Specimen = {
  name: 'unbounded-queue',
  layer: 'session manager',
  about: 'reads on whether its client does or not',
  thread: 'stata-mcp, FINAL_DIAGNOSIS.md, Option 1: asyncio.Queue() without a bound',
  breaks: ['Z11'],
  open: healthy({ before: (manager) => changeBody(manager, readAhead) }),
};
