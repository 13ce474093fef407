import { StataError } from '../error/stata-error.ts';
import type { Value } from '../value/value.ts';
import { DATE_FUNCTIONS } from './date-functions.ts';
import type { Expression } from './expression.ts';
import { MATH_FUNCTIONS } from './math-functions.ts';
import { MATRIX_FUNCTIONS } from './matrix-functions.ts';
import { PATTERN_FUNCTIONS } from './pattern-functions.ts';
import { printExpression } from './print-expression.ts';
import { PROGRAMMING_FUNCTIONS } from './programming-functions.ts';
import type { Scope } from './scope.ts';
import type { StataFunction } from './stata-function.ts';
import { STRING_FUNCTIONS } from './string-functions.ts';

/** All functions of values, by all their names. */
export const FUNCTIONS: ReadonlyMap<string, StataFunction> = new Map(
  [
    MATH_FUNCTIONS,
    STRING_FUNCTIONS,
    DATE_FUNCTIONS,
    PROGRAMMING_FUNCTIONS,
    PATTERN_FUNCTIONS,
  ].flatMap((group) => Object.entries(group)),
);

/**
 * Calls a function.
 *
 * @throws StataError r(133) for a name that no function has, r(198) for too few or many arguments
 */
export function callFunction(
  name: string,
  arguments_: readonly Expression[],
  scope: Scope,
  evaluate: (expression: Expression, scope: Scope) => Value,
): Value {
  const found = FUNCTIONS.get(name);
  const value =
    found === undefined
      ? (scalarNamed(name, arguments_, scope) ?? ofMatrix(name, arguments_, scope, evaluate))
      : undefined;
  if (value !== undefined) return value;
  if (found === undefined) throw new StataError(133, `unknown function ${name}()`);
  if (arguments_.length < found.least || arguments_.length > found.most) {
    throw new StataError(198, 'invalid syntax');
  }
  const values = arguments_.map((each) => evaluate(each, scope));
  scope.budget.spend(lengthOf(values));
  return found.call(values, scope, arguments_);
}

/** How long the texts among some values are. */
function lengthOf(values: readonly Value[]): number {
  let length = 1;
  for (const value of values) if (typeof value === 'string') length += value.length;
  return length;
}

/** `rowsof(A)`, `det(A)`, `el(A, 1, 2)` … */
function ofMatrix(
  name: string,
  [first, ...others]: readonly Expression[],
  scope: Scope,
  evaluate: (expression: Expression, scope: Scope) => Value,
): Value | undefined {
  const compute = MATRIX_FUNCTIONS.get(name);
  if (compute === undefined || first === undefined) return undefined;
  const called = printExpression(first);
  const matrix = scope.matrix(called);
  if (matrix === undefined) throw new StataError(111, `matrix ${called} not found`);
  const { length: rows } = matrix.rowNames;
  // Some 64 products take as long as one character.
  scope.budget.spend((name === 'det' ? rows ** 3 : rows * matrix.columnNames.length) / 64);
  return compute(
    matrix,
    others.map((each) => evaluate(each, scope)),
  );
}

/** `scalar(x)` is the scalar x, even where a variable has the same name. */
function scalarNamed(
  name: string,
  [argument]: readonly Expression[],
  scope: Scope,
): Value | undefined {
  if (name !== 'scalar' || argument?.kind !== 'name') return undefined;
  const value = scope.name(argument.name);
  if (value === undefined) throw new StataError(111, `${argument.name} not found`);
  return value;
}
