import { changeBody } from './change-body.ts';
import { openHealthy } from './open-healthy.ts';
import type { Specimen } from './specimen.ts';

/** How long a stream may be silent, in milliseconds. */
const IDLE_MS = 10_000;

export const cutWhenIdle: Specimen = {
  name: 'cut-when-idle',
  layer: 'proxy',
  about: 'cuts a stream on which nothing came for ten seconds',
  thread: 'elastic/docs-builder PR#2715; Vexa PR#920; nginx, proxy_read_timeout',
  breaks: ['Z05'],
  open: ({ clock }) =>
    openHealthy({
      clock,
      before: (manager) =>
        changeBody(manager, async function* (chunks) {
          const iterator = chunks[Symbol.asyncIterator]();
          for (;;) {
            const heard = new AbortController();
            const idle = clock.sleep(IDLE_MS, heard.signal).then(
              () => undefined,
              () => undefined,
            );
            const next = await Promise.race([iterator.next(), idle]);
            heard.abort('something came');
            if (next === undefined || next.done) break;
            yield next.value;
          }
          void iterator.return?.();
        }),
    }),
};
