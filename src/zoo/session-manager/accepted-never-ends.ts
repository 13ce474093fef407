import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const acceptedNeverEnds: Specimen = {
  name: 'accepted-never-ends',
  layer: 'session manager',
  about: 'never ends the response to a notification',
  thread:
    'stata-mcp, FINAL_DIAGNOSIS.md, Option 1: more_body is taken to be true where it is absent',
  breaks: ['Z10'],
  open: healthy({
    before: (manager) => async (request) => {
      const response = await manager(request);
      const { status, headers } = response;
      return status === 202 ? new Response(new ReadableStream(), { status, headers }) : response;
    },
  }),
};
