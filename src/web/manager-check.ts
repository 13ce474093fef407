import { VirtualClock } from '../clock/virtual-clock.ts';
import { heardEvents } from '../contract/heard-event.ts';
import { fitTracking, type Trial } from '../contract/tracking.ts';
import type { SessionManager } from '../manager/session-manager.ts';
import { HandlerWire } from '../probe/handler-wire.ts';
import { WireProbe } from '../probe/wire-probe.ts';
import type { ScriptedScenario } from '../scenario/scenario.ts';
import { createEndpoint } from '../testbed/endpoint.ts';
import { runSelection } from '../testbed/run.ts';
import { Timeline, type TimelineEvent } from '../timeline/timeline.ts';
import { LONG_LINES, LONG_SILENCE, TWO_EIGHT_TWELVE } from './lesson-scenarios.ts';
import { drawTrials, trialScenario } from './trials.ts';

/** A manager to be checked: puts itself before a transport. */
export type ManagerMaker = (transport: SessionManager) => SessionManager;

/** What a check found. */
export interface CheckResult {
  /** What a manager must do, in a sentence. */
  readonly says: string;
  /** What it does instead; null when it does it. */
  readonly fault: string | null;
}

interface Check {
  readonly says: string;
  /** @returns what is wrong; null when nothing is */
  readonly find: (manager: ManagerMaker) => Promise<string | null>;
}

const URL_IN_PROCESS = 'http://127.0.0.1/mcp-streamable';
const TRIALS = 8;
const COEFFICIENT_TOLERANCE = 0.01;

const CHECKS: readonly Check[] = [
  { says: 'An error’s status reaches the client: 404 for a session that has ended.', find: status },
  {
    says: 'The first event follows the first output, and not the length of the run.',
    find: tracking,
  },
  {
    says: 'Every event is heard when it is said, short ones too.',
    find: (manager) => onTime(manager, TWO_EIGHT_TWELVE),
  },
  {
    says: 'Every event is heard when it is said, long ones too.',
    find: (manager) => onTime(manager, LONG_LINES),
  },
  { says: 'A silent stream’s signs of life get through.', find: comments },
  { says: 'Events keep their ids, so that a client can resume.', find: ids },
];

/** Checks a manager in virtual time, and tells of each result as soon as it is there. */
export async function* checkManager(manager: ManagerMaker): AsyncGenerator<CheckResult> {
  for (const { says, find } of CHECKS) {
    const fault = await find(manager).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    yield { says, fault };
  }
}

async function status(manager: ManagerMaker): Promise<string | null> {
  const clock = new VirtualClock();
  await using endpoint = createEndpoint({
    scenario: TWO_EIGHT_TWELVE,
    manager: 'streaming',
    clock,
  });
  const request = new Request(URL_IN_PROCESS, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-session-id': 'a session that has ended',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  });
  const response = await clock.runUntil(manager(endpoint.handle)(request));
  await clock.runUntil(response.text());
  return response.status === 404 ? null : `it was ${response.status}`;
}

async function tracking(manager: ManagerMaker): Promise<string | null> {
  const trials: Trial[] = [];
  for (const { firstMs, totalMs } of drawTrials({ seed: 1, count: TRIALS })) {
    const events = await play(manager, trialScenario(firstMs, totalMs));
    trials.push({ firstMs, totalMs, latencyMs: heardEvents(events)[0]?.atMs ?? Number.NaN });
  }
  const { b, c } = fitTracking(trials);
  const isRight =
    Math.abs(b.value - 1) < COEFFICIENT_TOLERANCE && Math.abs(c.value) < COEFFICIENT_TOLERANCE;
  return isRight ? null : `first-event latency = ${two(b.value)}·first + ${two(c.value)}·total`;
}

async function onTime(manager: ManagerMaker, scenario: ScriptedScenario): Promise<string | null> {
  const said = heardEvents(await play((same) => same, scenario)).map(({ atMs }) => atMs);
  const heard = heardEvents(await play(manager, scenario)).map(({ atMs }) => atMs);
  if (heard.join() === said.join()) return null;
  return `due after ${list(said)}, heard after ${list(heard)}`;
}

async function comments(manager: ManagerMaker): Promise<string | null> {
  const events = await play(manager, LONG_SILENCE);
  const first = events.find(({ kind }) => kind === 'sse-comment');
  if (first === undefined) return 'none was heard in 40 s of silence';
  return first.atMs <= 15_000 ? null : `the first was heard after ${list([first.atMs])}`;
}

async function ids(manager: ManagerMaker): Promise<string | null> {
  const events = await play(manager, TWO_EIGHT_TWELVE);
  const found = events.filter((event) => event.kind === 'sse-event');
  const without = found.filter(({ id }) => id === null).length;
  if (found.length === 0) return 'there were no events';
  return without === 0 ? null : `${without} of ${found.length} events had none`;
}

/** What is said and heard behind a manager, in virtual time. */
async function play(
  manager: ManagerMaker,
  scenario: ScriptedScenario,
): Promise<readonly TimelineEvent[]> {
  const clock = new VirtualClock();
  const timeline = new Timeline();
  await using endpoint = createEndpoint({
    scenario,
    manager: 'streaming',
    clock,
    record: timeline.append,
  });
  const wire = new HandlerWire(manager(endpoint.handle));
  const call = async (): Promise<void> => {
    await using probe = await WireProbe.open({ wire, url: URL_IN_PROCESS, clock });
    await probe.call({ ...runSelection(scenario), record: timeline.append });
  };
  await clock.runUntil(call());
  return timeline.events;
}

function list(timesMs: readonly number[]): string {
  return timesMs.length === 0 ? 'never' : timesMs.map((ms) => `${ms / 1000} s`).join(', ');
}

function two(value: number): string {
  return (Math.round(value * 100) / 100 + 0).toFixed(2);
}
