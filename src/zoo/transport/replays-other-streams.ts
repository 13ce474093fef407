import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';
import { replayWholeSession } from '../parts/whole-session-replay.ts';

export const replaysOtherStreams: Specimen = {
  name: 'replays-other-streams',
  layer: 'transport',
  about: 'replays what was said on other streams of the session too',
  thread: 'python-sdk, examples: an event store without stream ids',
  breaks: ['R08', 'Z17'],
  open: healthy({ before: replayWholeSession }),
};
