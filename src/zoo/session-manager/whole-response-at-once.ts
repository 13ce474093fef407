import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const wholeResponseAtOnce: Specimen = {
  name: 'whole-response-at-once',
  layer: 'session manager',
  about: 'collects the whole response and sends it at once',
  thread:
    'fastapi_mcp 0.4.0, handle_fastapi_request; stata-mcp, FINAL_DIAGNOSIS.md; BerriAI/litellm#22073',
  breaks: ['G01', 'Z01', 'Z02', 'Z03', 'Z04', 'Z05', 'Z11', 'Z13'],
  open: healthy({ manager: 'buffered' }),
};
