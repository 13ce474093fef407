import { expect, it } from 'vitest';
import type { SessionManager } from '../../src/manager/session-manager.ts';
import { judged, rulesThat } from './judged.ts';

/** Types are compared without regard to case, and may have parameters (RFC 9110, 8.3.1). */
function inCapitals(manager: SessionManager): SessionManager {
  return async (request) => {
    const { body, status, headers: given } = await manager(request);
    const headers = new Headers(given);
    const type = headers.get('content-type');
    if (type !== null) headers.set('content-type', `${type.toUpperCase()}; Charset=UTF-8`);
    return new Response(body, { status, headers });
  };
}

it('A server that writes its media types in capitals keeps what it kept', async () => {
  const [usual, odd] = [
    await judged('streaming'),
    await judged('streaming', { before: inCapitals }),
  ];
  expect(rulesThat('fail', odd)).toEqual([]);
  expect(rulesThat('pass', odd)).toEqual(rulesThat('pass', usual));
});
