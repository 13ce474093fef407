import { RealClock } from '../../clock/real-clock.ts';
import { TimeLimit } from '../../clock/time-limit.ts';
import { HttpWire } from '../../probe/http-wire.ts';
import { wireUntil } from '../../probe/wire-until.ts';
import { DisposalStack } from '../../testbed/disposal-stack.ts';
import { Conversation } from '../harness/conversation.ts';
import { exchange } from '../harness/exchange.ts';
import { createStimulus } from '../stimulus/create-stimulus.ts';
import { openDoFileFolder } from '../stimulus/do-file-folder.ts';
import { guessStimulus } from '../stimulus/guess-stimulus.ts';
import type { ServerTool } from '../stimulus/server-tool.ts';
import type { StimulusSpec } from '../stimulus/stimulus-spec.ts';
import { streamProbeStimulus } from '../stimulus/stream-probe-stimulus.ts';
import { DEFAULT_PROTOCOL_VERSION } from '../terms/protocol-version.ts';
import type { Target } from '../terms/target.ts';
import { TargetError } from '../terms/target-error.ts';
import { noServer } from './no-server.ts';
import { serverTools } from './server-tools.ts';
import { StartedServer } from './started-server.ts';
import type { TargetSpec } from './target-spec.ts';

/** A target that is there, and lets go of what it holds when it is disposed of. */
export interface OpenTarget extends AsyncDisposable {
  readonly target: Target;
}

/** How long a server may take to tell of its tools, in milliseconds. */
const TOOLS_MAX_MS = 30_000;
/** How long a server that was started may take until it answers, in milliseconds. */
const READY_MAX_MS = 60_000;
/** How often it is asked meanwhile. */
const READY_EVERY_MS = 200;

/**
 * Starts a server, if it is to be started, waits until it answers, and finds out how to make it talk.
 *
 * @throws TargetError when there is no such server, no such tool, or no way to make it talk
 */
export async function openTarget(spec: TargetSpec, signal?: AbortSignal): Promise<OpenTarget> {
  await using stack = new DisposalStack();
  const clock = new RealClock();
  // A server that never ends one response must not keep the next one from being looked at.
  const sockets = stack.use(new HttpWire({ keepAlive: false }));
  const wire = signal === undefined ? sockets : wireUntil(sockets, signal);
  const unspoken: Target = {
    name: spec.name ?? spec.url,
    url: spec.url,
    wire,
    clock,
    headers: spec.headers ?? {},
    protocolVersion: spec.protocolVersion ?? DEFAULT_PROTOCOL_VERSION,
    granularityMs: spec.granularityMs ?? 0,
    stimulus: streamProbeStimulus(),
    ...(spec.lines === undefined ? {} : { lines: spec.lines }),
  };
  if (spec.command !== undefined) {
    const server = stack.use(new StartedServer(spec.command, clock, signal));
    await ready(unspoken, server, signal);
  }
  const stimulus =
    spec.lines === undefined
      ? stimulusFor(spec, await toolsOf(unspoken))
      : await lineStimulusFor(spec, unspoken);
  const target = { ...unspoken, stimulus: createStimulus(await withFolder(stimulus, stack)) };
  const owned = stack.move();
  return { target, [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose]() };
}

/**
 * The tools that a server has.
 *
 * @throws TargetError when no MCP server is there, or it doesn't tell in {@link TOOLS_MAX_MS}
 */
export async function toolsOf(target: Target): Promise<readonly ServerTool[]> {
  const reason = `it took longer than ${TOOLS_MAX_MS / 1000} s to tell of its tools`;
  const never = new AbortController();
  using limit = new TimeLimit({
    clock: target.clock,
    limitMs: TOOLS_MAX_MS,
    reason,
    signal: never.signal,
  });
  return await askedForTools({ ...target, wire: wireUntil(target.wire, limit.signal) });
}

async function askedForTools(target: Target): Promise<readonly ServerTool[]> {
  const { conversation, exchanges } = await Conversation.open(target);
  await using _ = conversation;
  const [initialize] = exchanges;
  if (initialize !== undefined && !initialize.hasResult) {
    const method = conversation.isStateless ? 'server/discover' : 'initialize';
    throw noServer(target.url, method, initialize);
  }
  return await serverTools(conversation);
}

async function ready(
  target: Target,
  server: StartedServer,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { clock, url } = target;
  for (;;) {
    server.assertRunning();
    signal?.throwIfAborted();
    if (clock.now() > READY_MAX_MS) {
      throw new TargetError(`the server that was started doesn’t answer at ${url} after a minute`);
    }
    if (await isAnswering(target)) return;
    await clock.sleep(READY_EVERY_MS, signal);
  }
}

/** Whether somebody takes a request; a server may well take it and keep a GET waiting. */
async function isAnswering({ wire, clock, url }: Target): Promise<boolean> {
  const limit = new AbortController();
  const enough = new AbortController();
  clock.sleep(READY_EVERY_MS, enough.signal).then(
    () => limit.abort(),
    () => {},
  );
  try {
    await using _ = await wire.exchange({ method: 'GET', url, headers: {}, signal: limit.signal });
    return true;
  } catch {
    return limit.signal.aborted;
  } finally {
    enough.abort('asked');
  }
}

function stimulusFor({ stimulus, url }: TargetSpec, tools: readonly ServerTool[]): StimulusSpec {
  const names = tools.map(({ name }) => name).join(', ') || 'none';
  const tool = tools.find(({ name }) => name === stimulus.tool);
  if (tool === undefined) {
    throw new TargetError(`${url} has no tool "${stimulus.tool}": its tools are ${names}`);
  }
  if ('kind' in stimulus) {
    assertArguments(stimulus, tool);
    return stimulus;
  }
  const guess = guessStimulus(tool);
  if (guess !== null) return guess.stimulus;
  throw new TargetError(
    `the arguments of ${tool.name} (${Object.keys(tool.types).join(', ') || 'none'}) don’t say how to make it talk: ` +
      'say so in a target file, which “contract init” begins for you',
  );
}

/** How to make an endpoint without MCP talk, which must be said. */
async function lineStimulusFor({ stimulus }: TargetSpec, target: Target): Promise<StimulusSpec> {
  await assertThere(target);
  if ('kind' in stimulus) return stimulus;
  throw new TargetError('an endpoint without MCP has no schema: say which argument takes the code');
}

/** @throws TargetError when nobody is there, or nothing at this address */
async function assertThere({ wire, clock, url, headers }: Target): Promise<void> {
  const request = { method: 'GET', url, headers: { ...headers } } as const;
  const options = { wire, clock, asked: 'get', request, headersOnly: true } as const;
  const { status, failure } = await exchange({ ...options, headerTimeoutMs: 10_000 });
  if (status === null) throw new TargetError(`nobody answers at ${url}: ${failure ?? 'no answer'}`);
  if (status === 401 || status === 403) {
    throw new TargetError(`${url} was answered with ${status}: give credentials in a header`);
  }
  if (status === 404) throw new TargetError(`there is no ${url}: it was answered with 404`);
}

/** Each judging has a folder of its own for its do-files, which goes with it. */
async function withFolder(stimulus: StimulusSpec, stack: DisposalStack): Promise<StimulusSpec> {
  if (stimulus.kind !== 'stata' || stimulus.folder === undefined) return stimulus;
  const { path: folder } = stack.use(await openDoFileFolder(stimulus.folder));
  return { ...stimulus, folder };
}

/** A slip in an argument's name would look like a tool that fails. */
function assertArguments(stimulus: StimulusSpec, { name, types }: ServerTool): void {
  const known = Object.keys(types);
  const unknown = argumentsOf(stimulus).find((argument) => !known.includes(argument));
  if (unknown === undefined || known.length === 0) return;
  throw new TargetError(
    `${name} has no argument "${unknown}": its arguments are ${known.join(', ')}`,
  );
}

function argumentsOf(stimulus: StimulusSpec): readonly string[] {
  switch (stimulus.kind) {
    case 'stata':
      return [stimulus.argument];
    case 'stream_probe':
      return [];
    case 'fixed':
      return [stimulus.duration.argument, stimulus.steps.argument];
  }
}
