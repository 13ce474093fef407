import type { StoredClass } from '../expression/expression.ts';
import type { Scope } from '../expression/scope.ts';
import { EPOCH_OFFSET_MS } from '../format/calendar.ts';
import type { Matrix } from '../results/matrix.ts';
import { Budget } from '../value/budget.ts';
import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { SessionState } from './session-state.ts';
import { type SystemWorld, systemValue } from './system-values.ts';

/** What a session's names stand for, in one observation of its data. */
export class SessionScope implements Scope {
  readonly #world: SystemWorld;
  readonly #observation: number;
  #budget: Budget | undefined;

  /** @param observation - counted from 1; 0 is outside of all */
  constructor(world: SystemWorld, observation: number) {
    this.#world = world;
    this.#observation = observation;
  }

  get budget(): Budget {
    this.#budget ??= new Budget();
    return this.#budget;
  }

  get lastMatch(): readonly string[] {
    return this.#world.state.lastMatch;
  }

  set lastMatch(match: readonly string[]) {
    this.#world.state.lastMatch = match;
  }

  name(name: string): Value | undefined {
    const value = nameValue(this.#world.state, name, this.#observation);
    if (value !== undefined) return value;
    this.budget.spend(this.#world.state.scalars.size);
    return abbreviatedScalar(this.#world.state, name);
  }

  stored(storedClass: StoredClass, name: string): Value {
    if (storedClass === 'c') return systemValue(name, this.#world) ?? '';
    const results = this.#world.state[storedClass];
    return results.scalars.get(name) ?? results.macros.get(name) ?? MISSING;
  }

  observation(variable: string, at: number): Value | undefined {
    const { dataset, grouping } = this.#world.state;
    const values = dataset.find(variable)?.values;
    const group = grouping?.of(this.#observation - 1);
    if (values === undefined || group === undefined) {
      return values && (values[at - 1] ?? blankOf(values));
    }
    const isInside = at >= 1 && at <= group.count;
    return (isInside ? values[group.first + at - 1] : undefined) ?? blankOf(values);
  }

  element(matrix: string, at: readonly (Value | string)[]): number | undefined {
    return elementOf(this.#world.state, matrix, at);
  }

  matrix(name: string): Matrix | undefined {
    return matrixNamed(this.#world.state, name);
  }

  runningSum(place: object, addend: number): number {
    const { grouping, runningSums } = this.#world.state;
    const observation = this.#observation;
    const group = grouping?.of(observation - 1)?.first ?? 0;
    const before = runningSums.get(place);
    // The sum starts at zero with each group, and when the observations are gone through again.
    const goesOn = before?.group === group && before.observation < observation;
    const sum = (goesOn ? before.sum : 0) + addend;
    runningSums.set(place, { group, observation, sum });
    return sum;
  }

  random(): number {
    return this.#world.state.random.next();
  }

  now(): number {
    return this.#world.localTime().getTime() + EPOCH_OFFSET_MS;
  }
}

function nameValue(state: SessionState, name: string, observation: number): Value | undefined {
  const group = state.grouping?.of(observation - 1);
  if (name === '_n') return Math.max(1, observation - (group?.first ?? 0));
  if (name === '_N') return group?.count ?? state.dataset.observations;
  if (name === '_rc') return state.returnCode;
  const variable = state.dataset.find(name) ?? abbreviated(state, name);
  // Outside of all observations, a variable means its first value.
  if (variable !== undefined) {
    return (
      variable.values[Math.max(1, observation, (group?.first ?? -1) + 1) - 1] ??
      blankOf(variable.values)
    );
  }
  return state.scalars.get(name);
}

function abbreviated(state: SessionState, name: string) {
  if (state.scalars.has(name) || state.settings.others.get('varabbrev') === 'off') return undefined;
  const found = state.dataset.variables.filter((variable) => variable.name.startsWith(name));
  return found.length === 1 ? found[0] : undefined;
}

function abbreviatedScalar(state: SessionState, name: string): Value | undefined {
  const found = [...state.scalars].filter(([scalar]) => scalar.startsWith(name));
  return found.length === 1 ? found[0]?.[1] : undefined;
}

function blankOf(values: readonly Value[]): Value {
  return typeof values[0] === 'string' ? '' : MISSING;
}

function elementOf(
  state: SessionState,
  name: string,
  at: readonly (Value | string)[],
): number | undefined {
  if (name === '_b' || name === '_se') {
    const [key] = at;
    const coefficients = state.e.matrices.get('b');
    const column = coefficients?.columnNames.indexOf(String(key)) ?? -1;
    if (coefficients === undefined || column === -1) return undefined;
    const variance = state.e.matrices.get('V')?.values[column]?.[column];
    if (name === '_se') return variance === undefined ? MISSING : Math.sqrt(variance);
    return coefficients.values[0]?.[column];
  }
  const matrix = matrixNamed(state, name);
  if (matrix === undefined) return undefined;
  const [row = 1, column = 1] = at.length === 1 ? [1, at[0]] : at;
  const place = (names: readonly string[], index: Value): number =>
    typeof index === 'number' ? index - 1 : names.indexOf(index);
  return matrix.values[place(matrix.rowNames, row)]?.[place(matrix.columnNames, column)] ?? MISSING;
}

function matrixNamed(state: SessionState, name: string) {
  const stored = /^([re])\((\w+)\)$/.exec(name);
  if (stored === null) return state.matrices.get(name);
  return (stored[1] === 'r' ? state.r : state.e).matrices.get(stored[2] ?? '');
}
