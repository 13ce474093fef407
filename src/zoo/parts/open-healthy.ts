import type { Clock } from '../../clock/clock.ts';
import type { ManagerName } from '../../manager/managers.ts';
import type { SessionManager } from '../../manager/session-manager.ts';
import type { SessionsOptions } from '../../manager/sessions.ts';
import { createStreamProbeServer } from '../../server/stream-probe-server.ts';
import { createManagedEndpoint, type ManagedEndpoint } from '../../testbed/managed-endpoint.ts';

export interface HealthyOptions extends Omit<Partial<SessionsOptions>, 'responseMode'> {
  readonly clock: Clock;
  /** Default: `streaming`. */
  readonly manager?: ManagerName;
  /** Puts something before the manager; nothing by default. */
  readonly before?: (manager: SessionManager, options: { readonly clock: Clock }) => SessionManager;
}

/** The server that specimens are made from. As it is, it keeps every rule. */
export function openHealthy(options: HealthyOptions): ManagedEndpoint {
  const { clock, manager = 'streaming', before = (same) => same, ...sessions } = options;
  const createServer = () => createStreamProbeServer({ clock });
  const endpoint = createManagedEndpoint({ createServer, manager, clock, ...sessions });
  return {
    handle: before(endpoint.handle, { clock }),
    [Symbol.asyncDispose]: () => endpoint[Symbol.asyncDispose](),
  };
}
