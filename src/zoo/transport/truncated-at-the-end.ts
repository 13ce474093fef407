import { changeResponses } from '../parts/change-responses.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const truncatedAtTheEnd: Specimen = {
  name: 'truncated-at-the-end',
  layer: 'transport',
  about: 'loses the last bytes of each stream',
  thread: 'typescript-sdk#2739, PR#2830: the stream ends, and the call hangs until its timeout',
  breaks: ['T10', 'Z07', 'Z09', 'Z13', 'Z15'],
  open: healthy({ before: (manager) => changeResponses(manager, (event) => event.slice(0, -20)) }),
};
