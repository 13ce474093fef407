import { healthy } from '../parts/healthy.ts';
import { isCall, posted } from '../parts/posted.ts';
import type { Specimen } from '../parts/specimen.ts';

export const forgetsSessions: Specimen = {
  name: 'forgets-sessions',
  layer: 'session manager',
  about: 'forgets a session after three calls',
  thread: 'sessions kept in one worker of several: any load balancer without affinity',
  breaks: ['Z18'],
  open: healthy({
    before: (manager) => {
      const requests = new Map<string, number>();
      return async (request) => {
        const id = request.headers.get('mcp-session-id');
        if (id === null || !isCall(await posted(request))) return manager(request);
        const count = (requests.get(id) ?? 0) + 1;
        requests.set(id, count);
        if (count <= 3) return manager(request);
        const error = { code: -32001, message: 'Session not found' };
        return Response.json({ jsonrpc: '2.0', error, id: null }, { status: 404 });
      };
    },
  }),
};
