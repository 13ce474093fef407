import { changeBody } from '../parts/change-body.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';
import { untilSilentFor } from '../parts/until-silent-for.ts';

/** How long a stream may be silent, in milliseconds. */
const IDLE_MS = 10_000;

export const cutWhenIdle: Specimen = {
  name: 'cut-when-idle',
  layer: 'proxy',
  about: 'cuts a stream on which nothing came for ten seconds',
  thread: 'elastic/docs-builder PR#2715; Vexa PR#920; nginx, proxy_read_timeout',
  breaks: ['Z05'],
  open: healthy({
    before: (manager, { clock }) => changeBody(manager, untilSilentFor(IDLE_MS, clock)),
  }),
};
