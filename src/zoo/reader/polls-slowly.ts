import { atTicks } from '../parts/at-ticks.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const pollsSlowly: Specimen = {
  name: 'polls-slowly',
  layer: 'reader',
  about: 'looks for new output every two seconds',
  thread: 'stata-mcp, execute_with_streaming: sleep(2)',
  breaks: ['Z01', 'Z02', 'Z03', 'Z09', 'Z11'],
  open: healthy({ messages: atTicks(2000) }),
};
