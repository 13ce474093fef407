import type { Clock } from '../clock/clock.ts';
import { MANAGERS, type ManagerDesign, type ManagerName } from '../manager/managers.ts';
import type { SessionManager } from '../manager/session-manager.ts';
import { Sessions, type SessionsOptions } from '../manager/sessions.ts';
import { MemoryBudget } from '../stata/memory/memory-budget.ts';

export interface ManagedEndpoint extends AsyncDisposable {
  readonly handle: SessionManager;
}

export interface ManagedEndpointOptions extends Omit<SessionsOptions, 'responseMode'> {
  readonly manager: ManagerName;
  readonly clock: Clock;
}

/** Any MCP server behind one of our managers, in this process. */
export function createManagedEndpoint({
  manager,
  ...options
}: ManagedEndpointOptions): ManagedEndpoint {
  const { responseMode, wrap }: ManagerDesign = MANAGERS[manager];
  const sessions = new Sessions({ ...options, responseMode });
  return {
    handle: wrap(sessions.handle, {
      clock: options.clock,
      budget: options.budget ?? new MemoryBudget(),
    }),
    [Symbol.asyncDispose]: () => sessions.close(),
  };
}
