import { changeResponses } from '../parts/change-responses.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const endsWithoutAResponse: Specimen = {
  name: 'ends-without-a-response',
  layer: 'transport',
  about: 'ends a stream before the response is on it',
  thread: 'python-sdk#1577, #3441; typescript-sdk#2739',
  breaks: ['T10', 'T11', 'Z07', 'Z09', 'Z13', 'Z15'],
  protocolVersion: '2025-06-18',
  open: healthy({ before: (manager) => changeResponses(manager, () => null) }),
};
