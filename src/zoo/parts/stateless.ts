import { MANAGERS } from '../../manager/managers.ts';
import { StatelessRequests } from '../../manager/stateless-requests.ts';
import { createStreamProbeServer } from '../../server/stream-probe-server.ts';
import type { HealthyOptions } from './healthy.ts';
import type { Specimen } from './specimen.ts';

/** Opens the server that specimens of 2026-07-28 are made from. As it is, it keeps every rule. */
export function stateless(
  options: Pick<HealthyOptions, 'manager' | 'before' | 'createServer'> = {},
): Specimen['open'] {
  const { manager = 'streaming', before = (same) => same } = options;
  const { createServer: create = createStreamProbeServer } = options;
  return ({ clock }) => {
    const requests = new StatelessRequests({ createServer: () => create({ clock }), clock });
    return {
      handle: before(MANAGERS[manager].wrap(requests.handle, { clock }), { clock }),
      [Symbol.asyncDispose]: () => requests.close(),
    };
  };
}
