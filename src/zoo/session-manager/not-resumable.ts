import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const notResumable: Specimen = {
  name: 'not-resumable',
  layer: 'session manager',
  about: 'gives its events no ids, so that what a cut connection loses is lost',
  thread: 'stata-mcp 0.5.2, event_store=None',
  breaks: ['R01'],
  open: healthy({ resumable: false }),
};
