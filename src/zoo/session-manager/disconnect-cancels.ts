import { cancelOnDisconnect } from '../parts/cancel-on-disconnect.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const disconnectCancels: Specimen = {
  name: 'disconnect-cancels',
  layer: 'session manager',
  about: 'takes a client that is cut off for one that cancels',
  thread:
    'fitting for 2026-07-28 and wrong before: litellm PR#31499; Option 1 hardened without sessions',
  breaks: ['C01', 'Z17'],
  open: healthy({ before: cancelOnDisconnect }),
};
