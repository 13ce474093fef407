import { z } from 'zod';
import { dueTimes } from '../../delivery/due-times.ts';
import type { ManagerName } from '../../manager/managers.ts';
import { findScenario } from '../../scenario/built-in-scenarios.ts';
import { parseScenario } from '../../scenario/parse-scenario.ts';
import {
  READER_NAMES,
  type ReaderName,
  type Scenario,
  type ScriptedScenario,
} from '../../scenario/scenario.ts';
import { schedule } from '../../scenario/schedule.ts';
import type { HopAddress } from '../message/hop.ts';
import { isManagerName } from '../message/manager-names.ts';
import type { Pace } from '../message/page-message.ts';
import { RefusedError } from '../message/refused-error.ts';
import { CODE_MAX, scriptOfCode, UTTERANCES_MAX } from './script-of-code.ts';

/** The longest that a run may take, in real milliseconds. */
const REAL_MS_MAX = 600_000;
const SPEED_MAX = 1000;
const WITHOUT_SCRIPT =
  'this scenario has no script: it answers the commands of a do-file, and none is given';

/** A run that somebody has asked for, and may have. */
export interface RunOrder extends Pick<RunRequest, 'managers' | 'hops' | 'pace'> {
  readonly scenario: ScriptedScenario;
  readonly reader: ReaderName;
  /** When each event would be heard if nothing held it back, in milliseconds after the call. */
  readonly dueMs: readonly number[];
}

const managerName = z.string().refine(isManagerName, { error: 'there is no such manager' });

/** One or more managers, none twice. */
export const managersSchema = z
  .tuple([managerName], managerName)
  .refine(isWithoutDoubles, { error: 'each manager once' });

function isWithoutDoubles(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

const orderSchema = z
  .strictObject({
    /** The name of one that comes with the package; never a path. */
    scenario: z
      .string()
      .regex(/^[a-z\d-]+$/)
      .optional(),
    /** The text of another. */
    text: z.string().optional(),
    /** A do-file. */
    code: z.string().max(CODE_MAX).optional(),
    reader: z.enum(READER_NAMES).optional(),
    managers: z
      .array(managerName)
      .refine(isWithoutDoubles, { error: 'each manager once' })
      .default([]),
    /** By name; only the operator says where they lead. */
    hops: z.array(z.string()).refine(isWithoutDoubles, { error: 'each hop once' }).default([]),
    pace: z.union([z.number().positive().max(SPEED_MAX), z.literal('virtual')]),
  })
  .refine(
    (order) =>
      [order.scenario, order.text, order.code].filter((each) => each !== undefined).length === 1,
    { error: 'give the name of a scenario, its text, or code' },
  )
  .refine(({ managers, hops }) => managers.length + hops.length > 0, {
    error: 'choose a manager or a hop',
    path: ['managers'],
  })
  .refine(({ hops, pace }) => hops.length === 0 || pace !== 'virtual', {
    error: 'a hop takes real time: choose another pace, or managers alone',
    path: ['hops'],
  });

type RunRequestBody = z.infer<typeof orderSchema>;

/** A request for a run. Nobody has looked yet whether what is to be played can be. */
export interface RunRequest {
  readonly what: Pick<RunRequestBody, 'scenario' | 'text' | 'code'>;
  /** Undefined for the scenario's own. */
  readonly reader: ReaderName | undefined;
  readonly managers: readonly ManagerName[];
  /** Through which hops it is heard besides. */
  readonly hops: readonly HopAddress[];
  readonly pace: Pace;
}

/**
 * Reads a request for a run.
 *
 * @param hops - those that there are
 * @throws RefusedError
 */
export function parseRunRequest(body: unknown, hops: readonly HopAddress[]): RunRequest {
  const { reader, managers, hops: names, pace, ...what } = parseBody(orderSchema, body);
  return { what, reader, managers, hops: names.map((name) => hopCalled(name, hops)), pace };
}

/**
 * What a request comes to, after what is to be played was looked at.
 *
 * @throws RefusedError, ScenarioError or ScenarioFileError, each of which says what is wrong
 */
export async function runOrderOf(request: RunRequest, signal: AbortSignal): Promise<RunOrder> {
  const { what, managers, hops, pace } = request;
  const scenario = await scenarioIn(what, signal);
  if (!isPlayable(scenario)) throw new RefusedError(WITHOUT_SCRIPT);
  const { emissions, endsAtMs } = schedule(scenario);
  if (endsAtMs === Number.POSITIVE_INFINITY) throw new RefusedError('a run that hangs has no end');
  if (emissions.length > UTTERANCES_MAX) {
    throw new RefusedError(
      `the page plays scenarios that say at most ${UTTERANCES_MAX} things; this one says ${emissions.length}`,
    );
  }
  if (pace !== 'virtual' && endsAtMs / pace > REAL_MS_MAX) {
    throw new RefusedError(
      `the run would take ${Math.round(endsAtMs / pace / 1000)} s, and ${REAL_MS_MAX / 1000} s are allowed: choose a higher speed or virtual time`,
    );
  }
  const reader = request.reader ?? scenario.reader;
  return { scenario, reader, dueMs: await dueTimes(scenario, reader), managers, hops, pace };
}

function hopCalled(name: string, hops: readonly HopAddress[]): HopAddress {
  const hop = hops.find((each) => each.name === name);
  if (hop === undefined) throw new RefusedError(`there is no hop ${JSON.stringify(name)}`);
  return hop;
}

async function scenarioIn(
  { scenario, text, code }: RunRequest['what'],
  signal: AbortSignal,
): Promise<Scenario> {
  if (code !== undefined) return scriptOfCode(code, signal);
  return text === undefined ? findScenario(scenario ?? '') : parseScenario(text, 'scenario');
}

/** Whether the page can play it: one without a script would need code to run. */
export function isPlayable(scenario: Scenario): scenario is ScriptedScenario {
  return 'script' in scenario;
}

/** @throws RefusedError when the body isn't as the schema has it */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new RefusedError(z.prettifyError(parsed.error));
}
