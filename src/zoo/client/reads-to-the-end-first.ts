import { changeBody } from '../parts/change-body.ts';
import { healthy } from '../parts/healthy.ts';
import { piecesOf } from '../parts/pieces-of.ts';
import type { Specimen } from '../parts/specimen.ts';

export const readsToTheEndFirst: Specimen = {
  name: 'reads-to-the-end-first',
  layer: 'client',
  about: 'waits for response.text() and only then looks at the events',
  thread: 'axios#479: the XHR adapter; stata-mcp, ISSUE_57',
  breaks: ['Z01', 'Z02', 'Z03', 'Z05', 'Z11', 'Z13'],
  open: healthy({
    before: (manager) =>
      changeBody(
        manager,
        piecesOf(Number.POSITIVE_INFINITY),
        ({ request: { method } }) => method === 'POST',
      ),
  }),
};
