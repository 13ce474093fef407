import type { Clock } from '../clock/clock.ts';
import { MANAGERS, type ManagerDesign, type ManagerName } from '../manager/managers.ts';
import type { SessionManager } from '../manager/session-manager.ts';
import { Sessions, type SessionsOptions } from '../manager/sessions.ts';
import type { ReaderName, Scenario } from '../scenario/scenario.ts';
import { READERS } from '../server/readers.ts';
import { createStataServer } from '../server/stata-server.ts';
import { ScriptedStata } from '../stata/scripted-stata.ts';
import type { Emission } from '../timeline/emission.ts';

export interface EndpointOptions {
  readonly scenario: Scenario;
  readonly manager: ManagerName;
  /** Default: the one that the scenario's story needs. */
  readonly reader?: ReaderName;
  readonly clock: Clock;
  /** Is told of everything that Stata says. */
  readonly record?: (emission: Emission) => void;
  readonly sessions?: Pick<SessionsOptions, 'idleMs' | 'sessionsMax'>;
}

/** Everything behind one MCP endpoint: a Stata, a reader, sessions and the manager before them. */
export interface Endpoint extends AsyncDisposable {
  readonly handle: SessionManager;
}

/** Wires a simulated Stata to a session manager. What it returns is ready for a socket, or for none. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { scenario, clock, record = () => {} } = options;
  const { responseMode, wrap }: ManagerDesign = MANAGERS[options.manager];
  const stata = new ScriptedStata({ scenario, clock, record });
  const reader = READERS[options.reader ?? scenario.reader];
  const sessions = new Sessions({
    ...options.sessions,
    clock,
    responseMode,
    createServer: () => createStataServer({ stata, reader, clock }),
  });
  return {
    handle: wrap(sessions.handle, { clock }),
    [Symbol.asyncDispose]: () => sessions.close(),
  };
}
