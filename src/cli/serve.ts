import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { type DestinationStream, pino } from 'pino';
import { RealClock } from '../clock/real-clock.ts';
import type { HttpServer } from '../http/listen.ts';
import { MANAGERS } from '../manager/managers.ts';
import { findScenario } from '../scenario/built-in-scenarios.ts';
import type { ReaderName } from '../scenario/scenario.ts';
import { DiskDoFiles } from '../server/disk-do-files.ts';
import type { ProfileName } from '../server/profile.ts';
import { PROFILES } from '../server/profiles.ts';
import { MemoryBudget } from '../stata/memory/memory-budget.ts';
import { openConformanceHttpServer } from '../testbed/conformance-http-server.ts';
import { DisposalStack } from '../testbed/disposal-stack.ts';
import { openStataHttpServer, type StataHttpServerOptions } from '../testbed/stata-http-server.ts';
import { TraceFile } from '../timeline/trace-file.ts';
import { createWebSite } from '../web/site/web-site.ts';
import { type HopOption, ownHopOption } from './hop-option.ts';
import { memoryMax } from './memory-max.ts';
import {
  allowHostOption,
  keepAliveOption,
  memoryMaxOption,
  namesOf,
  outputTokensMaxOption,
  portOption,
  profileOption,
  readerOption,
  runMaxOption,
  type ServedManager,
  servedManagerOption,
  sessionsMaxOption,
  speedOption,
} from './options.ts';
import { openRedisEvents } from './redis.ts';
import type { Terminal } from './terminal.ts';
import { type TokenOptions, tokenEnvOption, tokenFileOption, tokenFrom } from './token-options.ts';
import { UsageError } from './usage-error.ts';

interface ServeOptions extends TokenOptions {
  readonly as: ProfileName;
  readonly manager: ServedManager;
  readonly reader?: ReaderName;
  readonly scenario: string;
  readonly host: string;
  readonly allowHost: readonly string[];
  readonly allowCrossSite?: true;
  readonly port: number;
  readonly speed: number;
  readonly root: string;
  readonly maxSessions: number;
  readonly keepAlive: number;
  readonly maxRun: number;
  readonly maxMemory?: number;
  readonly maxOutputTokens?: number;
  readonly token?: string;
  readonly redis?: string;
  readonly trace?: string;
  readonly hop: readonly HopOption[];
  readonly log?: true;
  readonly conformance?: true;
}

/** `fake-stata serve`: the MCP server, until it is interrupted. */
export function serveCommand(
  terminal: Terminal,
  signal: AbortSignal,
  complain: (text: string) => void,
): Command {
  return new Command('serve')
    .description('serve stata-mcp’s tools and endpoints, over every transport and manager')
    .addOption(portOption(4000))
    .option('--host <address>', 'an address of this machine; 0.0.0.0 is all', '127.0.0.1')
    .addOption(allowHostOption())
    .option('--allow-cross-site', 'let pages of other sites in, as stata-mcp does (with --as)')
    .addOption(profileOption())
    .addOption(servedManagerOption())
    .addOption(readerOption())
    .option('--scenario <file>', 'what Stata does: a name or a path', 'default')
    .addOption(speedOption())
    .option('--root <folder>', 'where do-files may be read from', '.')
    .addOption(sessionsMaxOption())
    .addOption(keepAliveOption())
    .addOption(runMaxOption())
    .addOption(memoryMaxOption())
    .addOption(outputTokensMaxOption())
    .option('--token <secret>', 'what clients must send as "Authorization: Bearer <secret>"')
    .addOption(tokenFileOption())
    .addOption(tokenEnvOption())
    .option('--redis <url>', 'share events with other replicas, so that a client can resume at any')
    .option('--trace <file>', 'append all that Stata says to a file, one event a line, as JSON')
    .addOption(ownHopOption())
    .option('--log', 'write a line of JSON to standard error for each request and each call')
    .option('--conformance', 'serve what the official conformance suite asks for, instead of Stata')
    .action(async (options: ServeOptions) => {
      await using stack = new DisposalStack();
      const open = options.conformance ? serveConformance : serveStata;
      const { server, about } = await open(options, stack, complain);
      stack.use(server);
      terminal.write(`${about}Ctrl-C ends it.\n`);
      if (!signal.aborted) await once(signal, 'abort');
    });
}

/** A server, and what to say of it. */
interface Served {
  readonly server: HttpServer;
  readonly about: string;
}

async function serveConformance({ manager, port, speed }: ServeOptions): Promise<Served> {
  if (manager === 'legacy-sse') {
    throw new UsageError('the suite speaks Streamable HTTP: choose another --manager');
  }
  const server = await openConformanceHttpServer({
    manager,
    port,
    clock: new RealClock({ speed }),
  });
  return {
    server,
    about: `Fixtures of the conformance suite; the manager is ${manager}.\nMCP endpoint: ${server.mcpUrl}\n`,
  };
}

async function serveStata(
  options: ServeOptions,
  stack: DisposalStack,
  complain: (text: string) => void,
): Promise<Served> {
  const { as: profile, port, speed, root } = options;
  const token = await tokenOf(options);
  // Behind legacy HTTP+SSE there is no manager, so any will do for what is asked without MCP.
  const isLegacy = options.manager === 'legacy-sse';
  const manager = options.manager === 'legacy-sse' ? 'streaming' : options.manager;
  if (!existsSync(root)) throw new UsageError(`there is no folder ${root}: choose another --root`);
  const scenario = await findScenario(options.scenario);
  const isOwn = profile === 'fake-stata';
  if (!isOwn && options.reader !== undefined) {
    throw new UsageError(
      `--reader is for --as fake-stata: ${profile} reads Stata as the original does`,
    );
  }
  if (isOwn && options.allowCrossSite) {
    throw new UsageError(
      '--allow-cross-site is for --as stata-mcp@…: no other surface lets pages of other sites in',
    );
  }
  const reader = options.reader ?? scenario.reader;
  const trace = options.trace === undefined ? undefined : stack.use(await openTrace(options.trace));
  const record: NonNullable<StataHttpServerOptions['record']> = (emission, of) =>
    trace?.append(emission, { manager: of });
  const sharedEvents =
    options.redis === undefined ? null : stack.use(await openRedisEvents(options.redis));
  const server = await openStataHttpServer({
    site: stack.use(await createWebSite({ record, hops: options.hop })),
    budget: new MemoryBudget(memoryMax(options.maxMemory)),
    scenario,
    reader,
    clock: new RealClock({ speed }),
    profile,
    startEpochMs: Date.now(),
    port,
    host: options.host,
    allowedHosts: options.allowHost,
    allowCrossSite: options.allowCrossSite ?? false,
    managers: [manager, ...namesOf(MANAGERS).filter((name) => name !== manager)],
    isLegacy,
    statas: {
      doFiles: new DiskDoFiles(root),
      sessionsMax: options.maxSessions,
      runMaxMs: 1000 * options.maxRun,
    },
    sessions: {
      sessionsMax: options.maxSessions,
      keepAliveMs: 1000 * options.keepAlive,
      sharedEvents,
    },
    record,
    ...(options.maxOutputTokens === undefined ? {} : { outputTokensMax: options.maxOutputTokens }),
    ...(token === undefined ? {} : { token }),
    ...(options.log ? { log: logTo({ write: complain }) } : {}),
  });
  return {
    server,
    about:
      `The page: ${server.url}/\n` +
      `Stata ${'script' in scenario ? 'plays' : 'runs what it is given, by'} ${scenario.name}; the manager is ${options.manager}, the reader ` +
      `${isOwn ? reader : `${profile}’s own`}.\n` +
      `The surface is that of ${PROFILES[profile].about}.\n` +
      `MCP endpoint: ${server.mcpUrl}${isLegacy ? ' (legacy HTTP+SSE)' : ''}\n` +
      `Legacy HTTP+SSE: ${server.url}/mcp\n` +
      `Every manager by itself: ${server.managerUrl(manager)}, and so on\n`,
  };
}

async function tokenOf({ token, ...elsewhere }: ServeOptions): Promise<string | undefined> {
  const other = await tokenFrom(elsewhere);
  if (token === undefined || other === undefined) return token ?? other;
  throw new UsageError('give the token once: --token, --token-file or --token-env');
}

async function openTrace(file: string): Promise<TraceFile> {
  try {
    return await TraceFile.open(file);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot write the trace: ${why}`, { cause });
  }
}

function logTo(destination: DestinationStream): NonNullable<StataHttpServerOptions['log']> {
  const logger = pino({ base: null, formatters: { log: inMicroseconds } }, destination);
  return {
    onRequest: (record) => logger.info(record, 'request'),
    onCall: (record, manager) => logger.info({ ...record, manager }, 'call'),
  };
}

/** A clock's digits beyond microseconds say nothing. */
function inMicroseconds(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(record).map(([name, value]) => [
    name,
    typeof value === 'number' ? Number(value.toFixed(3)) : value,
  ]);
  return Object.fromEntries(entries);
}
