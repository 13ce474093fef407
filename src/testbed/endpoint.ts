import type { Clock } from '../clock/clock.ts';
import { eitherEra } from '../manager/either-era.ts';
import { MANAGERS, type ManagerDesign, type ManagerName } from '../manager/managers.ts';
import { SDK_DIALECTS } from '../manager/sdk-dialect.ts';
import type { SessionManager } from '../manager/session-manager.ts';
import { Sessions, type SessionsOptions } from '../manager/sessions.ts';
import { StatelessRequests } from '../manager/stateless-requests.ts';
import type { ReaderName, Scenario } from '../scenario/scenario.ts';
import type { CallRecord } from '../server/call-record.ts';
import { MemoryDoFiles } from '../server/memory-do-files.ts';
import type { McpSurface, ProfileName } from '../server/profile.ts';
import { openProfile } from '../server/profiles.ts';
import { READERS } from '../server/readers.ts';
import { createStataServer } from '../server/stata-server.ts';
import { StataSessions, type StataSessionsOptions } from '../server/stata-sessions.ts';
import { type Host, memoryHost } from '../stata/host/host.ts';
import { MemoryBudget } from '../stata/memory/memory-budget.ts';
import { createStata } from '../stata/session/create-stata.ts';
import type { Emission } from '../timeline/emission.ts';

export interface EndpointOptions {
  readonly scenario: Scenario;
  readonly manager: ManagerName;
  /** Default: the one that the scenario's story needs. */
  readonly reader?: ReaderName;
  readonly clock: Clock;
  /** Whose surface it has; default: our own. A profile that copies an original reads as that does. */
  readonly profile?: ProfileName;
  /** How many tokens of output a client is given; 0 for all. Default: as many as the profile gives. */
  readonly outputTokensMax?: number;
  /** What the wall's clock showed at the clock's start; default 0, which is in 1970. */
  readonly startEpochMs?: number;
  /** Is told of everything that Stata says. */
  readonly record?: (emission: Emission) => void;
  /** Is told of each tool call that is over. */
  readonly onCall?: (record: CallRecord) => void;
  /** How much everything may keep in memory; default: as much as anybody wants. */
  readonly budget?: MemoryBudget;
  /** MCP's sessions, each with a client. */
  readonly sessions?: Pick<
    SessionsOptions,
    'idleMs' | 'sessionsMax' | 'keepAliveMs' | 'sharedEvents'
  >;
  /** stata-mcp's sessions, each with a Stata. */
  readonly statas?: Pick<StataSessionsOptions, 'doFiles' | 'sessionsMax' | 'runMaxMs'>;
}

/** Everything behind one MCP endpoint: a Stata, a reader, sessions and the manager before them. */
export interface Endpoint extends AsyncDisposable {
  readonly handle: SessionManager;
  /** Makes the MCP server of one more client, who comes over legacy HTTP+SSE. */
  readonly createLegacyServer: SessionsOptions['createServer'];
  /** The Statas that can be reached without MCP; by MCP too, in profiles where all share them. */
  readonly stataSessions: StataSessions;
}

/** Wires a simulated Stata to a session manager. What it returns is ready for a socket, or for none. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const {
    scenario,
    clock,
    budget = new MemoryBudget(),
    startEpochMs = 0,
    record = () => {},
    onCall = () => {},
  } = options;
  const profile = openProfile(options.profile, options.outputTokensMax);
  const { responseMode, wrap }: ManagerDesign = MANAGERS[options.manager];
  const isScripted = 'script' in scenario;
  const doFiles = options.statas?.doFiles ?? new MemoryDoFiles();
  const hostOf = (): Host => {
    const files = doFiles.openFiles();
    // Code can write nowhere else, so that is where its temporary files go.
    return memoryHost({ files, temporaryDirectory: files.workingDirectory, startEpochMs });
  };
  const openStataSessions = (): StataSessions =>
    new StataSessions({
      ...options.statas,
      doFiles,
      createStata: () =>
        createStata({ scenario, clock, record, budget, ...(isScripted ? {} : { host: hostOf() }) }),
      // A script is the log already.
      isLogged: profile.isLogged && !isScripted,
      clock,
      startEpochMs,
      busyWaitMs: profile.busyWaitMs,
    });
  const shared = openStataSessions();
  const reader = READERS[options.reader ?? scenario.reader];
  const serverWith = (surface: McpSurface) => () => {
    const sessions = profile.sharesSessions ? shared : openStataSessions();
    const server = createStataServer({ sessions, profile, surface, reader, clock, onCall });
    // What a client has of its own goes with it.
    if (sessions !== shared) server.server.onclose = () => void sessions.close();
    return server;
  };
  const sessions = new Sessions({
    ...options.sessions,
    budget,
    clock,
    responseMode,
    dialect: SDK_DIALECTS[profile.sdk],
    startEpochMs,
    resumable: profile.isResumable,
    createServer: serverWith(profile),
  });
  // The originals know nothing newer than sessions, and what copies them mustn't either.
  const without =
    profile.name === 'fake-stata'
      ? new StatelessRequests({
          ...options.sessions,
          clock,
          responseMode,
          createServer: serverWith(profile),
        })
      : null;
  const handle = without === null ? sessions.handle : eitherEra(sessions.handle, without.handle);
  return {
    handle: wrap(handle, { clock, budget }),
    createLegacyServer: serverWith(profile.legacy),
    stataSessions: shared,
    [Symbol.asyncDispose]: async () => {
      await sessions.close();
      await without?.close();
      await shared.close();
    },
  };
}
