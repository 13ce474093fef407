import { Refusal } from './refusal.ts';
import type { StataSessions } from './stata-sessions.ts';

/**
 * What `stata_session` does: lists the sessions, or destroys one.
 *
 * @returns JSON, as stata-mcp has it in its texts
 * @throws Refusal when there is nothing to destroy
 */
export function useSessionTool(
  sessions: StataSessions,
  { action, session_id: id }: { readonly action: string; readonly session_id?: string | undefined },
): string {
  if (action === 'list') return JSON.stringify(sessionList(sessions), null, 2);
  if (action !== 'destroy') {
    throw new Refusal(`Unknown action: ${action}. Valid actions: list, destroy`);
  }
  if (!id) {
    throw new Refusal('Missing required parameter: session_id (required for destroy action)');
  }
  sessions.destroy(id);
  const message = `Session '${id}' destroyed successfully`;
  return JSON.stringify({ action, session_id: id, message }, null, 2);
}

/** All sessions, and how many more there may be. */
export function sessionList(sessions: StataSessions) {
  const list = sessions.list();
  return {
    sessions: list,
    max_sessions: sessions.sessionsMax,
    available_slots: sessions.sessionsMax - list.length,
    multi_session_enabled: true,
  };
}
