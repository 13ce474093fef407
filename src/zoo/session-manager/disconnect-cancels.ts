import type { SessionManager } from '../../manager/session-manager.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const disconnectCancels: Specimen = {
  name: 'disconnect-cancels',
  layer: 'session manager',
  about: 'takes a client that is cut off for one that cancels',
  thread:
    'fitting for 2026-07-28 and wrong before: litellm PR#31499; Option 1 hardened without sessions',
  breaks: ['C01', 'Z17'],
  open: healthy({ before: cancelOnDisconnect }),
};

/** A manager that cancels a call for its client when that is cut off. */
function cancelOnDisconnect(manager: SessionManager): SessionManager {
  return async (request) => {
    const { url, method, headers, signal } = request;
    const requestId = method === 'POST' ? await requestIdIn(request.clone()) : undefined;
    const cancel = (): void => {
      const params = { requestId, reason: 'the client has gone' };
      const body = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
      void manager(new Request(url, { method: 'POST', headers, body }));
    };
    if (requestId !== undefined) signal.addEventListener('abort', cancel, { once: true });
    return manager(request);
  };
}

async function requestIdIn(request: Request): Promise<unknown> {
  try {
    const message: unknown = await request.json();
    const isCall = typeof message === 'object' && message !== null && 'params' in message;
    return isCall && 'id' in message ? message.id : undefined;
  } catch {
    return undefined;
  }
}
