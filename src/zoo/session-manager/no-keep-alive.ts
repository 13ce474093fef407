import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const noKeepAlive: Specimen = {
  name: 'no-keep-alive',
  layer: 'session manager',
  about: 'says nothing while its tool says nothing',
  thread: 'typescript-sdk#1211, PR#2538; undici: Body Timeout after 300 s',
  breaks: ['Z05'],
  open: healthy({ keepAliveMs: 0 }),
};
