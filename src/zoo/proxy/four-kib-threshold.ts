import { changeBody } from '../parts/change-body.ts';
import { healthy } from '../parts/healthy.ts';
import { piecesOf } from '../parts/pieces-of.ts';
import type { Specimen } from '../parts/specimen.ts';

export const fourKibThreshold: Specimen = {
  name: 'four-kib-threshold',
  layer: 'proxy',
  about: 'passes on what it has when it has 4 KiB of it',
  thread: 'nginx/nginx#1505, proxy_buffering; MCP specification PR#1644',
  breaks: ['Z01', 'Z02', 'Z03', 'Z05', 'Z13'],
  open: healthy({ before: (manager) => changeBody(manager, piecesOf(4096)) }),
};
