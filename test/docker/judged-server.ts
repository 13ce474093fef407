import { RealClock } from '../../src/clock/real-clock.ts';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import { openStataHttpServer } from '../../src/testbed/stata-http-server.ts';

/**
 * The server that many proxies and faults are judged in front of, at once.
 *
 * @param keepAliveMs - how often it says in a silence that it is there; default: the server's own
 */
export async function openJudgedServer({ keepAliveMs }: { readonly keepAliveMs?: number } = {}) {
  return await openStataHttpServer({
    scenario: await findScenario('real-code'),
    reader: 'direct',
    clock: new RealClock(),
    managers: ['streaming'],
    statas: { sessionsMax: 1000 },
    sessions: { sessionsMax: 1000, ...(keepAliveMs === undefined ? {} : { keepAliveMs }) },
  });
}
