import { StataError } from '../error/stata-error.ts';
import { isMissing, MISSING, missingCode, parseMissing } from '../value/missing.ts';
import { requireLength } from '../value/string-length.ts';
import type { Value } from '../value/value.ts';
import type { BinaryOperator, Expression } from './expression.ts';
import { callFunction } from './functions.ts';
import { printExpression } from './print-expression.ts';
import type { Scope } from './scope.ts';

/**
 * What an expression comes to.
 *
 * @throws StataError r(109) when strings and numbers meet, r(111) for names that stand for nothing
 */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
      return numberOf(expression.text);
    case 'string':
      return expression.text;
    case 'name':
      return nameValue(expression.name, scope);
    case 'stored':
      return scope.stored(expression.class, expression.name);
    case 'call':
      return callFunction(expression.name, expression.arguments, scope, evaluate);
    case 'element':
      return elementValue(expression.of, expression.at, scope);
    case 'unary': {
      const operand = numeric(evaluate(expression.operand, scope));
      if (expression.operator === '!') return operand === 0 ? 1 : 0;
      if (isMissing(operand)) return operand;
      return expression.operator === '-' ? -operand || 0 : operand;
    }
    case 'binary':
      return binary(
        expression.operator,
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
      );
  }
}

/** @throws StataError r(109) for a string */
export function numeric(value: Value): number {
  if (typeof value === 'number') return value;
  throw new StataError(109, 'type mismatch');
}

function numberOf(text: string): number {
  return /^\d+$/.test(text)
    ? Number(text)
    : (parseMissing(text) ?? missingCode(Number(text.replace(/d/i, 'e'))));
}

function nameValue(name: string, scope: Scope): Value {
  if (name === '_pi') return Math.PI;
  const value = scope.name(name);
  if (value === undefined) throw new StataError(111, `${name} not found`);
  return value;
}

function elementValue(of: Expression, at: readonly Expression[], scope: Scope): Value {
  const name = printExpression(of);
  if (of.kind === 'name' && at.length === 1) {
    const [index] = at;
    if (index === undefined) throw new StataError(198, 'invalid syntax');
    if (!name.startsWith('_b') && !name.startsWith('_se')) {
      const value = scope.observation(name, numeric(evaluate(index, scope)));
      if (value !== undefined) return value;
    }
  }
  // The name of a coefficient need not be a variable.
  const indices = at.map((each) => (each.kind === 'name' ? each.name : evaluate(each, scope)));
  const element = scope.element(name, indices);
  if (element === undefined) throw new StataError(111, `${name} not found`);
  return element;
}

function binary(operator: BinaryOperator, left: Value, right: Value): Value {
  switch (operator) {
    case '==':
      return truth(sameKind(left, right) && left === right);
    case '!=':
      return truth(sameKind(left, right) && left !== right);
    case '<':
      return truth(sameKind(left, right) && left < right);
    case '<=':
      return truth(sameKind(left, right) && left <= right);
    case '>':
      return truth(sameKind(left, right) && left > right);
    case '>=':
      return truth(sameKind(left, right) && left >= right);
    case '&':
      return truth(numeric(left) !== 0 && numeric(right) !== 0);
    case '|':
      return truth(numeric(left) !== 0 || numeric(right) !== 0);
    case '+':
      if (typeof left === 'string' && typeof right === 'string') {
        requireLength(left.length + right.length);
        return left + right;
      }
      return arithmetic(left, right, (a, b) => a + b);
    case '-':
      return arithmetic(left, right, (a, b) => a - b);
    case '*':
      return times(left, right);
    case '/':
      return arithmetic(left, right, (a, b) => (b === 0 ? MISSING : a / b));
    case '^':
      return arithmetic(left, right, (a, b) => a ** b);
  }
}

/** A string times a number is the string repeated. */
function times(left: Value, right: Value): Value {
  if (typeof left === typeof right) return arithmetic(left, right, (a, b) => a * b);
  const [text, count] = typeof left === 'string' ? [left, numeric(right)] : [String(right), left];
  if (isMissing(count) || count < 1) return '';
  requireLength(text.length * count);
  return text.repeat(Math.trunc(count));
}

function arithmetic(left: Value, right: Value, result: (a: number, b: number) => number): number {
  const a = numeric(left);
  const b = numeric(right);
  return isMissing(a) || isMissing(b) ? MISSING : missingCode(result(a, b) || 0);
}

function sameKind(left: Value, right: Value): true {
  if (typeof left !== typeof right) throw new StataError(109, 'type mismatch');
  return true;
}

function truth(is: boolean): number {
  return is ? 1 : 0;
}
