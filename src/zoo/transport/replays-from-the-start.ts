import { healthy } from '../parts/healthy.ts';
import { replayFromTheStart } from '../parts/replay-from-the-start.ts';
import type { Specimen } from '../parts/specimen.ts';

export const replaysFromTheStart: Specimen = {
  name: 'replays-from-the-start',
  layer: 'transport',
  about: 'replays a resumed stream from its beginning',
  thread: 'event stores that know streams, and not events',
  breaks: ['Z17'],
  open: healthy({ before: (manager) => replayFromTheStart(manager) }),
};
