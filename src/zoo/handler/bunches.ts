import { atTicks } from '../parts/at-ticks.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const bunches: Specimen = {
  name: 'bunches',
  layer: 'handler',
  about: 'saves outputs up and sends them every 300 ms',
  thread:
    'a debounce that was meant well: the specification asks for a limit to the rate of progress',
  breaks: ['Z02', 'Z03', 'Z11'],
  open: healthy({ messages: atTicks(300) }),
};
