import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const queuesTheBody: Specimen = {
  name: 'queues-the-body',
  layer: 'session manager',
  about: 'queues the body, and loses the status and the end on the way',
  thread: 'stata-mcp, FINAL_DIAGNOSIS.md, Option 1',
  breaks: ['T06', 'T07', 'S04', 'S05', 'V03', 'Z10', 'Z11'],
  open: healthy({ manager: 'option-1-as-printed' }),
};
