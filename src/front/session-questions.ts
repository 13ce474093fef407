import type { Variable } from '../stata/dataset/variable.ts';
import { StataError } from '../stata/error/stata-error.ts';
import { formatWith } from '../stata/format/format-value.ts';
import type { StataSession } from '../stata/session/stata-session.ts';
import { isMissing, MISSING } from '../stata/value/missing.ts';
import type { Value } from '../stata/value/value.ts';

type SessionQuestion = (session: StataSession, ...args: readonly unknown[]) => unknown;

/** What `sfi` wants to know of a session, and what it changes in it. Indices count from 0. */
const QUESTIONS: Readonly<Record<string, SessionQuestion>> = {
  global: (session, name) => globalOf(session, text(name)),
  setGlobal: ({ state }, name, value) => state.globals.set(text(name), text(value)),
  local: ({ callFrame }, name) => callFrame.locals.get(text(name)),
  setLocal: ({ callFrame }, name, value) => callFrame.locals.set(text(name), text(value)),
  scalar: (session, name) => shown(scalarOf(session, text(name))),
  setScalar: ({ state }, name, value) => void state.scalars.set(text(name), valueFrom(value)),
  expand: (session, source) => session.expand(text(source)),
  format: (_session, value, format) => formatWith(text(format), valueFrom(value)),
  temporaryName: ({ state }) => state.temporaryName(),
  directory: ({ host }) => host.files.workingDirectory,
  variables: ({ state }) =>
    state.dataset.variables.map(({ name, type, label, format, valueLabel }) => ({
      name,
      type,
      label,
      format,
      valueLabel,
    })),
  observations: ({ state }) => state.dataset.observations,
  frames: ({ state }) => [...state.frames.keys()],
  currentFrame: ({ state }) => state.frameName,
  values: (session, variable, observations) => {
    const { values } = variableAt(session, variable);
    const wanted = Array.isArray(observations) ? observations : [...values.keys()];
    return wanted.map((at) => shown(values[index(at)] ?? MISSING));
  },
  setValue: (session, variable, observation, value) => {
    const { dataset } = session.state;
    dataset.store(variableAt(session, variable), index(observation), valueFrom(value));
  },
  stored: ({ state }, kind) => {
    const { scalars, macros, matrices } = kind === 'r' ? state.r : kind === 'e' ? state.e : state.s;
    const name = (inside: string): string => `${text(kind)}(${inside})`;
    return Object.fromEntries([
      ...[...scalars].map(([inside, value]) => [name(inside), shown(value)] as const),
      ...[...macros].map(([inside, value]) => [name(inside), value] as const),
      ...[...matrices].map(([inside, { values }]) => [name(inside), values] as const),
    ]);
  },
  matrix: ({ state }, name) => {
    const [, kind, inside] = /^([re])\((\w+)\)$/.exec(text(name)) ?? [];
    const stored = kind === 'r' ? state.r : state.e;
    const matrix =
      inside === undefined ? state.matrices.get(text(name)) : stored.matrices.get(inside);
    if (matrix === undefined) throw new StataError(111, `matrix ${text(name)} not found`);
    return { ...matrix, values: matrix.values.map((row) => row.map(shown)) };
  },
};

/**
 * Answers one question.
 *
 * @throws StataError when there is no answer, or no such question
 */
export function answerQuestion(
  session: StataSession,
  question: string,
  args: readonly unknown[],
): unknown {
  const answer = Object.hasOwn(QUESTIONS, question) ? QUESTIONS[question] : undefined;
  if (answer === undefined) throw new StataError(198, `fake-stata has no answer to ${question}`);
  return answer(session, ...args) ?? null;
}

/** A global macro, or what stands in parentheses: `r(mean)`, `c(N)`. */
function globalOf(session: StataSession, name: string): string {
  const [, kind, inside = ''] = /^([cers])\((\w+)\)$/.exec(name) ?? [];
  if (kind === undefined) return session.state.globals.get(name);
  if (kind === 'c') return String(session.evaluate(name));
  const results = kind === 'r' ? session.state.r : kind === 'e' ? session.state.e : session.state.s;
  const number = results.scalars.get(inside);
  return results.macros.get(inside) ?? (number === undefined ? '' : String(number));
}

function scalarOf(session: StataSession, name: string): Value {
  return session.state.scalars.get(name) ?? session.evaluate(name);
}

function variableAt({ state }: StataSession, variable: unknown): Variable {
  const { variables } = state.dataset;
  const found =
    typeof variable === 'string' ? state.dataset.find(variable) : variables[index(variable)];
  if (found === undefined) throw new StataError(111, `variable ${String(variable)} not found`);
  return found;
}

/** JSON has no missing values: a null is one. */
function shown(value: Value): Value | null {
  return typeof value === 'number' && isMissing(value) ? null : value;
}

function valueFrom(value: unknown): Value {
  return typeof value === 'number' || typeof value === 'string' ? value : MISSING;
}

function index(value: unknown): number {
  return typeof value === 'number' ? Math.trunc(value) : -1;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : String(value);
}
