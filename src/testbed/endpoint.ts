import type { Clock } from '../clock/clock.ts';
import { MANAGERS, type ManagerDesign, type ManagerName } from '../manager/managers.ts';
import type { SessionManager } from '../manager/session-manager.ts';
import { Sessions, type SessionsOptions } from '../manager/sessions.ts';
import type { ReaderName, Scenario } from '../scenario/scenario.ts';
import type { ProfileName } from '../server/profile.ts';
import { PROFILES } from '../server/profiles.ts';
import { READERS } from '../server/readers.ts';
import { createStataServer } from '../server/stata-server.ts';
import { StataSessions } from '../server/stata-sessions.ts';
import { ScriptedStata } from '../stata/scripted-stata.ts';
import type { Emission } from '../timeline/emission.ts';

export interface EndpointOptions {
  readonly scenario: Scenario;
  readonly manager: ManagerName;
  /** Default: the one that the scenario's story needs. */
  readonly reader?: ReaderName;
  readonly clock: Clock;
  /** Whose surface it has; default: our own. A profile that copies an original reads as that does. */
  readonly profile?: ProfileName;
  /** What the wall's clock showed at the clock's start; default 0, which is in 1970. */
  readonly startEpochMs?: number;
  /** Is told of everything that Stata says. */
  readonly record?: (emission: Emission) => void;
  readonly sessions?: Pick<SessionsOptions, 'idleMs' | 'sessionsMax'>;
}

/** Everything behind one MCP endpoint: a Stata, a reader, sessions and the manager before them. */
export interface Endpoint extends AsyncDisposable {
  readonly handle: SessionManager;
  /** The Statas behind it, which may be reached without MCP too. */
  readonly stataSessions: StataSessions;
}

/** Wires a simulated Stata to a session manager. What it returns is ready for a socket, or for none. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { scenario, clock, startEpochMs = 0, record = () => {} } = options;
  const profile = PROFILES[options.profile ?? 'fake-stata'];
  const { responseMode, wrap }: ManagerDesign = MANAGERS[options.manager];
  const stataSessions = new StataSessions({
    createStata: () => new ScriptedStata({ scenario, clock, record }),
    clock,
    startEpochMs,
    busyWaitMs: profile.busyWaitMs,
  });
  const reader = READERS[options.reader ?? scenario.reader];
  const sessions = new Sessions({
    ...options.sessions,
    clock,
    responseMode,
    resumable: profile.isResumable,
    createServer: () => createStataServer({ sessions: stataSessions, profile, reader, clock }),
  });
  return {
    handle: wrap(sessions.handle, { clock }),
    stataSessions,
    [Symbol.asyncDispose]: async () => {
      await sessions.close();
      await stataSessions.close();
    },
  };
}
