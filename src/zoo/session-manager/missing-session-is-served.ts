import { answerInstead, withHeaders } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const missingSessionIsServed: Specimen = {
  name: 'missing-session-is-served',
  layer: 'session manager',
  about: 'serves who names no session in the last one',
  thread: 'stateless servers behind stateful ones; typescript-sdk, examples',
  breaks: ['S04'],
  open: healthy({
    before: (manager) => {
      let last: string | null = null;
      return answerInstead(manager, async ({ request, method }) => {
        const id = request.headers.get('mcp-session-id');
        last = id ?? last;
        if (id !== null || last === null || method === 'initialize') return undefined;
        return manager(withHeaders(request, { 'mcp-session-id': last }));
      });
    },
  }),
};
