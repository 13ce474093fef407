import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { eventStream } from '../../http/event-stream.ts';
import { followRoute, type Route } from '../../http/route.ts';
import type { Site } from '../../http/site.ts';
import { MANAGERS, type ManagerName } from '../../manager/managers.ts';
import { listScenarios } from '../../scenario/built-in-scenarios.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { parseScenario } from '../../scenario/parse-scenario.ts';
import type { ScriptedScenario } from '../../scenario/scenario.ts';
import { ScenarioError } from '../../scenario/scenario-error.ts';
import { ScenarioFileError } from '../../scenario/scenario-file-error.ts';
import { schedule } from '../../scenario/schedule.ts';
import { VERSION } from '../../server/version.ts';
import type { Emission } from '../../timeline/emission.ts';
import type { Lesson } from '../lesson/lesson.ts';
import { playLesson } from '../lesson/play-lesson.ts';
import { LESSONS } from '../lessons/lessons.ts';
import type { Hop } from '../message/hop.ts';
import { managerNames } from '../message/manager-names.ts';
import type {
  About,
  LessonAbout,
  LessonRun,
  Refusal,
  ScenarioCheck,
} from '../message/page-message.ts';
import { RefusedError } from '../message/refused-error.ts';
import { playDesign } from '../run/play-design.ts';
import { isShown, playRun } from '../run/play-run.ts';
import { RunEndpoints } from '../run/run-endpoints.ts';
import { isPlayable, managersSchema, parseBody, parseRunOrder } from '../run/run-order.ts';
import { CODE_MAX, scriptOfCode } from '../run/script-of-code.ts';
import { managerSource } from './manager-source.ts';
import { OWN_CODE } from './own-code.ts';
import { pageFiles } from './page-files.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** How many runs and designs there may be at once. */
const PLAYS_MAX = 4;

export interface WebSiteOptions {
  /** Is told of all that is said in the page's runs. By default nobody is. */
  readonly record?: (emission: Emission, manager: ManagerName) => void;
  /** Ways that lead to the server that has this site, to be compared in runs. By default none. */
  readonly hops?: readonly Hop[];
}

/**
 * The page and what it talks to. Nothing is kept between requests: a run is one request and its event
 * stream, and ends when its page goes.
 */
export async function createWebSite({
  record = () => {},
  hops = [],
}: WebSiteOptions = {}): Promise<Site> {
  const endpoints = new RunEndpoints();
  let plays = 0;
  /** Streams what is played, as one of a few. */
  const streamed = <Message extends object>(
    request: Request,
    play: (signal: AbortSignal) => AsyncGenerator<Message, void, void>,
  ): Response => {
    if (plays >= PLAYS_MAX) {
      throw new RefusedError(`${PLAYS_MAX} runs are going on: wait for one to end`, 429);
    }
    plays += 1;
    const over = Promise.withResolvers<void>();
    over.promise.then(() => {
      plays -= 1;
    });
    // A page that has gone before its stream was begun leaves a generator that never began.
    request.signal.addEventListener('abort', () => over.resolve());
    return eventStream(told(play, request.signal, over.resolve));
  };
  const routes: readonly Route[] = [
    { method: 'GET', path: '/api/about', handle: async () => Response.json(await about(hops)) },
    {
      method: 'GET',
      path: '/api/source/:manager',
      handle: async ({ params }) => {
        const name = managerNames().find((each) => each === params.manager);
        if (name === undefined) throw new RefusedError(`there is no manager ${params.manager}`);
        return Response.json(await managerSource(name));
      },
    },
    {
      method: 'POST',
      path: '/api/check',
      handle: async ({ request }) => Response.json(check(await request.text())),
    },
    {
      method: 'POST',
      path: '/api/check-code',
      handle: async ({ request }) =>
        Response.json(await checkCode(await request.text(), request.signal)),
    },
    {
      method: 'POST',
      path: '/api/run',
      handle: async ({ request }) => {
        const order = await parseRunOrder(await jsonOf(request), hops, request.signal);
        // Who may ask for a run may have it come back here: a hop's probe shows what the page showed.
        const authorization = request.headers.get('authorization');
        return streamed(request, (signal) =>
          playRun(order, { record, endpoints, authorization, signal }),
        );
      },
    },
    { method: 'GET', path: '/api/lessons', handle: () => Response.json(LESSONS.map(aboutLesson)) },
    {
      method: 'POST',
      path: '/api/lessons/:number',
      handle: async ({ params }) => {
        const lesson = LESSONS.find(({ number }) => String(number) === params.number);
        if (lesson === undefined) throw new RefusedError(`there is no lesson ${params.number}`);
        return Response.json(await runLesson(lesson));
      },
    },
    {
      method: 'POST',
      path: '/api/design',
      handle: async ({ request }) => {
        const { managers, seed } = parseBody(designSchema, await jsonOf(request));
        return streamed(request, (signal) => playDesign(managers, { seed, signal }));
      },
    },
  ];
  return {
    pages: await pageFiles(),
    api: async (request) => {
      const ofRun = await endpoints.handle(request);
      if (ofRun !== null) return ofRun;
      const response = await followRoute(routes, request).catch(refusalOf);
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
        response?.headers.set(name, value);
      }
      return response;
    },
  };
}

function aboutLesson(lesson: Lesson): LessonAbout {
  const { number, title, story, question, choices, exercise } = lesson;
  const lanes = lesson.lanes.map(({ name }) => name);
  return { number, title, story, lanes, question, choices, exercise };
}

async function runLesson(lesson: Lesson): Promise<LessonRun> {
  const { lanes, answer } = await playLesson(lesson);
  const shown = lanes.map(({ name, events }) => ({ name, events: events.filter(isShown) }));
  const endMs = Math.max(...shown.flatMap(({ events }) => events.map(({ atMs }) => atMs)));
  return { lanes: shown, answer, endMs };
}

const designSchema = z.strictObject({
  managers: managersSchema,
  seed: z.int().min(0).max(0xffff_ffff),
});

/** Each message as the data of an event; what goes wrong is the last of them. */
async function* told<Message extends object>(
  play: (signal: AbortSignal) => AsyncGenerator<Message, void, void>,
  signal: AbortSignal,
  release: () => void,
): AsyncGenerator<string, void, void> {
  try {
    for await (const message of play(signal)) yield JSON.stringify(message);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!signal.aborted) yield JSON.stringify({ kind: 'failed', message });
  } finally {
    release();
  }
}

async function about(hops: readonly Hop[]): Promise<About> {
  const scenarios = await Promise.all(
    (await listScenarios()).map(async ({ name, file }) => {
      const scenario = await loadScenario(file);
      const { about, reader } = scenario;
      return isPlayable(scenario)
        ? { name, about, reader, language: 'yaml' as const, text: await readFile(file, 'utf8') }
        : null;
    }),
  );
  const managers = managerNames().map((name) => ({ name, about: MANAGERS[name].about }));
  const told = scenarios.filter((each) => each !== null);
  const hopNames = hops.map(({ name }) => name);
  return { version: VERSION, scenarios: [...told, OWN_CODE], managers, hops: hopNames };
}

function check(text: string): ScenarioCheck {
  try {
    const scenario = parseScenario(text, 'scenario');
    const { name, reader } = scenario;
    if (!isPlayable(scenario)) return { kind: 'right', name, reader, plan: null };
    return rightly(scenario);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return { kind: 'wrong', problems: error.problems };
  }
}

async function checkCode(code: string, signal: AbortSignal): Promise<ScenarioCheck> {
  try {
    if (code.length > CODE_MAX) {
      throw new RefusedError(`a do-file may have ${CODE_MAX} characters here`);
    }
    return rightly(await scriptOfCode(code, signal));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { kind: 'refused', message: error.message };
  }
}

function rightly(scenario: ScriptedScenario): ScenarioCheck {
  const { emissions, endsAtMs, returnCode } = schedule(scenario);
  const endMs = Number.isFinite(endsAtMs) ? endsAtMs : null;
  const plan = { says: emissions.length, endMs, returnCode };
  return { kind: 'right', name: scenario.name, reader: scenario.reader, plan };
}

async function jsonOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new RefusedError('the body must be JSON');
  }
}

function refusalOf(error: unknown): Response {
  if (error instanceof RefusedError) return refuse(error.status, { message: error.message });
  if (error instanceof ScenarioFileError) return refuse(400, { message: error.message });
  if (error instanceof ScenarioError) {
    return refuse(400, { message: error.message, problems: error.problems });
  }
  throw error;
}

function refuse(status: number, refusal: Refusal): Response {
  return Response.json(refusal, { status });
}
