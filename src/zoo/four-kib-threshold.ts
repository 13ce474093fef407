import { changeBody } from './change-body.ts';
import { openHealthy } from './open-healthy.ts';
import type { Specimen } from './specimen.ts';

export const fourKibThreshold: Specimen = {
  name: 'four-kib-threshold',
  layer: 'proxy',
  about: 'passes on what it has when it has 4 KiB of it',
  thread: 'nginx/nginx#1505, proxy_buffering; MCP specification PR#1644',
  breaks: ['Z01', 'Z02', 'Z03', 'Z05', 'Z13'],
  open: ({ clock }) =>
    openHealthy({
      clock,
      before: (manager) =>
        changeBody(manager, async function* (chunks) {
          let held: Uint8Array[] = [];
          for await (const chunk of chunks) {
            held.push(chunk);
            if (held.reduce((sum, { byteLength }) => sum + byteLength, 0) < 4096) continue;
            yield Buffer.concat(held);
            held = [];
          }
          yield Buffer.concat(held);
        }),
    }),
};
