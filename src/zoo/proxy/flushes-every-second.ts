import { changeBody } from '../parts/change-body.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

/** How long it takes to pass on what was there, in milliseconds. */
const FLUSH_MS = 20;

export const flushesEverySecond: Specimen = {
  name: 'flushes-every-second',
  layer: 'proxy',
  about: 'passes on what it has once a second',
  thread: 'gravitational/teleport#69560, flush interval',
  breaks: ['C06', 'Z01', 'Z02', 'Z03'],
  open: healthy({
    before: (manager, { clock }) =>
      changeBody(manager, async function* (chunks) {
        for await (const chunk of chunks) {
          const sinceMs = clock.now() % 1000;
          if (sinceMs > FLUSH_MS) await clock.sleep(1000 - sinceMs);
          yield chunk;
        }
      }),
  }),
};
