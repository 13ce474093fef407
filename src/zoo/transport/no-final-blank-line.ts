import { changeResponses } from '../parts/change-responses.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const noFinalBlankLine: Specimen = {
  name: 'no-final-blank-line',
  layer: 'transport',
  about: 'leaves out the blank line after the last event',
  thread: 'WHATWG, Server-sent events: an unterminated event is discarded',
  breaks: ['T10', 'Z07', 'Z09', 'Z13', 'Z15'],
  open: healthy({ before: (manager) => changeResponses(manager, (event) => event.trimEnd()) }),
};
