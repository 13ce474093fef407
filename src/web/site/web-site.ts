import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { followRoute, type Route } from '../../http/route.ts';
import type { Site } from '../../http/site.ts';
import { MANAGERS, type ManagerName } from '../../manager/managers.ts';
import { listScenarios } from '../../scenario/built-in-scenarios.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { VERSION } from '../../server/version.ts';
import type { Emission } from '../../timeline/emission.ts';
import type { Lesson } from '../lesson/lesson.ts';
import { LESSONS } from '../lessons/lessons.ts';
import type { HopAddress } from '../message/hop.ts';
import { managerNames } from '../message/manager-names.ts';
import type { About, LessonAbout, PageRefusal, RunMessage } from '../message/page-message.ts';
import { RefusedError } from '../message/refused-error.ts';
import { playRun } from '../run/play-run.ts';
import { RunEndpoints } from '../run/run-endpoints.ts';
import { isPlayable, managersSchema, parseBody, parseRunRequest } from '../run/run-order.ts';
import type { PageWork } from '../thread/page-work.ts';
import { PageWorks } from '../thread/page-works.ts';
import { managerSource } from './manager-source.ts';
import { OWN_CODE } from './own-code.ts';
import { pageFiles } from './page-files.ts';
import { PLAYS_MAX, Plays } from './plays.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

export interface WebSiteOptions {
  /** Is told of all that is said in the page's runs. By default nobody is. */
  readonly record?: (emission: Emission, manager: ManagerName) => void;
  /** Ways that lead to the server that has this site, to be compared in runs. By default none. */
  readonly hops?: readonly HopAddress[];
}

/** A site whose threads can be ended. */
export type WebSite = Site & AsyncDisposable;

/**
 * The page and what it talks to. Little is kept between requests: a run is one request and its event
 * stream, and ends when its page goes.
 */
export async function createWebSite({ record, hops = [] }: WebSiteOptions = {}): Promise<WebSite> {
  const endpoints = new RunEndpoints();
  const works = new PageWorks({ playsMax: PLAYS_MAX, record: record ?? (() => {}) });
  const isRecorded = record !== undefined;
  const plays = new Plays();
  const played = (work: PageWork) => (signal: AbortSignal) => works.play(work, signal);
  const about = aboutOnce(hops);
  const routes: readonly Route[] = [
    { method: 'GET', path: '/api/about', handle: async () => Response.json(await about()) },
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
      handle: async ({ request }) =>
        json(await works.answer({ kind: 'check', text: await request.text() }, request.signal)),
    },
    {
      method: 'POST',
      path: '/api/check-code',
      handle: async ({ request }) => {
        const work = { kind: 'check-code', code: await request.text() } as const;
        return json(await works.answer(work, request.signal));
      },
    },
    {
      method: 'POST',
      path: '/api/run',
      handle: async ({ request }) => {
        const order = await works.order(
          parseRunRequest(await jsonOf(request), hops),
          request.signal,
        );
        const { pace } = order;
        if (pace === 'virtual') {
          return plays.streamed(request, played({ kind: 'run', order, isRecorded }));
        }
        // Who may ask for a run may have it come back here: a hop's probe shows what the page showed.
        const authorization = request.headers.get('authorization');
        return plays.streamed(request, (signal) =>
          inJson(
            playRun(order, pace, {
              record: record ?? (() => {}),
              endpoints,
              authorization,
              signal,
            }),
          ),
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
        return json(await works.lesson(lesson.number));
      },
    },
    {
      method: 'POST',
      path: '/api/design',
      handle: async ({ request }) => {
        const { managers, seed } = parseBody(designSchema, await jsonOf(request));
        return plays.streamed(request, played({ kind: 'design', managers, seed }));
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
    [Symbol.asyncDispose]: () => works[Symbol.asyncDispose](),
  };
}

function aboutLesson(lesson: Lesson): LessonAbout {
  const { number, title, story, question, choices, exercise } = lesson;
  const lanes = lesson.lanes.map(({ name }) => name);
  return { number, title, story, lanes, question, choices, exercise };
}

const designSchema = z.strictObject({
  managers: managersSchema,
  seed: z.int().min(0).max(0xffff_ffff),
});

/** What comes with the package doesn't change: it is read when it is first asked for. */
function aboutOnce(hops: readonly HopAddress[]): () => Promise<About> {
  let about: Promise<About> | undefined;
  return () => {
    about ??= aboutAll(hops);
    return about;
  };
}

async function aboutAll(hops: readonly HopAddress[]): Promise<About> {
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

async function* inJson(
  messages: AsyncGenerator<RunMessage, void, void>,
): AsyncGenerator<string, void, void> {
  for await (const message of messages) yield JSON.stringify(message);
}

function json(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'application/json' } });
}

async function jsonOf(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new RefusedError('the body must be JSON');
  }
}

function refusalOf(error: unknown): Response {
  if (!(error instanceof RefusedError)) throw error;
  const { status, message, problems } = error;
  return refuse(status, problems === undefined ? { message } : { message, problems });
}

function refuse(status: number, refusal: PageRefusal): Response {
  return Response.json(refusal, { status });
}
