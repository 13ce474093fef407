import { Refusal } from '../server/refusal.ts';
import { sessionList } from '../server/session-tool.ts';
import { DEFAULT_SESSION } from '../server/stata-sessions.ts';
import type { Route } from './route.ts';
import type { StataApiOptions } from './stata-api-options.ts';

/** `/sessions` and all below it, `/stop_execution` and `/execution_status`. All answer with 200. */
export function sessionEndpoints({ sessions, profile }: StataApiOptions): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/sessions',
      handle: () =>
        orRefusal(() => {
          const session_id = sessions.create();
          return { status: 'success', session_id, message: 'Session created successfully' };
        }),
    },
    { method: 'GET', path: '/sessions', handle: () => Response.json(sessionList(sessions)) },
    {
      method: 'GET',
      path: '/sessions/:id',
      handle: ({ params: { id = '' } }) => {
        const session = sessions.get(id);
        if (session !== undefined) return Response.json({ status: 'success', session });
        return Response.json({ status: 'error', message: `Session not found: ${id}` });
      },
    },
    {
      method: 'DELETE',
      path: '/sessions/:id',
      handle: ({ params: { id = '' } }) =>
        orRefusal(() => {
          sessions.destroy(id);
          return { status: 'success', message: `Session ${id} destroyed` };
        }),
    },
    {
      method: 'POST',
      path: '/sessions/:id/stop',
      handle: ({ params: { id = '' } }) =>
        Response.json(
          sessions.stop(id)
            ? { status: 'stop_sent', message: 'Stop signal sent via event' }
            : { status: 'error', error: 'Session not found' },
        ),
    },
    {
      method: 'POST',
      path: '/sessions/restart',
      handle: () => {
        sessions.restart();
        return Response.json({ status: 'success', message: 'Stata session restarted' });
      },
    },
    {
      method: 'POST',
      path: '/reload_workers',
      handle: () => {
        const count = sessions.reload();
        const message = `Workers reloaded. Previous sessions: ${count}, new default session ready.`;
        return Response.json({ status: 'success', message, old_sessions: count });
      },
    },
    {
      method: 'POST',
      path: '/stop_execution',
      handle: ({ query }) => {
        const isThere = sessions.stop(query.get('session_id') || DEFAULT_SESSION);
        return Response.json({
          status: 'stop_requested',
          execution_id: null,
          method: isThere ? 'session_manager' : 'signal',
          message: isThere ? 'Stop signal sent' : 'Stop signal sent (multi-session mode)',
        });
      },
    },
    {
      method: 'GET',
      path: '/execution_status',
      handle: () => {
        const [run] = profile.knowsWhatRuns ? sessions.running() : [];
        if (run === undefined) return Response.json({ status: 'idle', executing: false });
        return Response.json({
          status: 'running',
          executing: true,
          execution_id: run.sessionId,
          file: run.name,
          elapsed_seconds: Number((run.forMs / 1000).toFixed(1)),
          cancelled: run.isStopped,
        });
      },
    },
  ];
}

function orRefusal(act: () => object): Response {
  try {
    return Response.json(act());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return Response.json({ status: 'error', message: error.message });
  }
}
