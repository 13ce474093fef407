import { parseScenario } from '../../scenario/parse-scenario.ts';
import type { ScriptedScenario } from '../../scenario/scenario.ts';
import { ScenarioError } from '../../scenario/scenario-error.ts';
import { schedule } from '../../scenario/schedule.ts';
import { playLesson } from '../lesson/play-lesson.ts';
import { LESSONS } from '../lessons/lessons.ts';
import type { LessonRun, ScenarioCheck } from '../message/page-message.ts';
import { RefusedError } from '../message/refused-error.ts';
import { playDesign } from '../run/play-design.ts';
import { isShown } from '../run/play-run.ts';
import { playVirtually, type SaidBehind } from '../run/play-virtually.ts';
import { isPlayable, runOrderOf } from '../run/run-order.ts';
import { CODE_MAX, scriptOfCode } from '../run/script-of-code.ts';
import type { PageWork, WorkResult } from './page-work.ts';

/** How many messages go on at once. */
const TOLD_AT_ONCE = 200;

/**
 * Works out what a page asks for.
 *
 * @throws RefusedError, ScenarioError or ScenarioFileError, each of which says what is wrong
 */
export async function* doPageWork(
  work: PageWork,
  signal: AbortSignal,
): AsyncGenerator<WorkResult, void, void> {
  switch (work.kind) {
    case 'check':
      return yield answer(check(work.text));
    case 'check-code':
      return yield answer(await checkCode(work.code, signal));
    case 'order':
      return yield { kind: 'order', order: await runOrderOf(work.request, signal) };
    case 'lesson':
      return yield answer(await runLesson(work.number));
    case 'design':
      return yield* toldInPieces(playDesign(work.managers, { seed: work.seed, signal }));
    case 'run': {
      const said: SaidBehind[] = [];
      const record = work.isRecorded ? (each: SaidBehind) => said.push(each) : () => {};
      yield* toldInPieces(playVirtually(work.order, { record, signal }));
      while (said.length > 0) yield { kind: 'said', said: said.splice(0, TOLD_AT_ONCE) };
    }
  }
}

function answer(message: ScenarioCheck | LessonRun): WorkResult {
  return { kind: 'answer', json: JSON.stringify(message) };
}

async function* toldInPieces(
  play: AsyncGenerator<object, void, void>,
): AsyncGenerator<WorkResult, void, void> {
  let messages: string[] = [];
  for await (const message of play) {
    messages.push(JSON.stringify(message));
    if (messages.length < TOLD_AT_ONCE) continue;
    yield { kind: 'told', messages };
    messages = [];
  }
  yield { kind: 'told', messages };
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

async function runLesson(number: number): Promise<LessonRun> {
  const lesson = LESSONS.find((each) => each.number === number);
  if (lesson === undefined) throw new RefusedError(`there is no lesson ${number}`);
  const { lanes, answer } = await playLesson(lesson);
  const shown = lanes.map(({ name, events }) => ({ name, events: events.filter(isShown) }));
  const endMs = Math.max(...shown.flatMap(({ events }) => events.map(({ atMs }) => atMs)));
  return { lanes: shown, answer, endMs };
}
