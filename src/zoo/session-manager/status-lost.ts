import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const statusLost: Specimen = {
  name: 'status-lost',
  layer: 'session manager',
  about: 'answers everything with 200',
  thread:
    'stata-mcp, FINAL_DIAGNOSIS.md, Option 1: the response is begun before its status is known',
  breaks: ['T06', 'T07', 'S04', 'S05', 'V03', 'Z10'],
  open: healthy({
    before: (manager) => async (request) => {
      const { status, body, headers } = await manager(request);
      return status < 500
        ? new Response(body, { headers })
        : new Response(body, { status, headers });
    },
  }),
};
