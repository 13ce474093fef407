import type { Expression } from './expression.ts';
import { NOT_PRECEDENCE, PRECEDENCE, SIGN_PRECEDENCE } from './parse-expression.ts';

/** Anything that needs no parentheses anywhere. */
const TIGHTEST = 9;

/** The expression's text, with as few parentheses as it takes to parse to the same again. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return expression.text;
    case 'string':
      return quoted(expression.text);
    case 'name':
      return expression.name;
    case 'stored':
      return `${expression.class}(${expression.name})`;
    case 'call':
      return `${expression.name}(${list(expression.arguments)})`;
    case 'element':
      return `${printExpression(expression.of)}[${list(expression.at)}]`;
    case 'unary':
      return `${expression.operator}${within(expression.operand, precedenceOf(expression))}`;
    case 'binary': {
      const precedence = PRECEDENCE[expression.operator];
      // Of operators that bind alike, the left one comes first.
      const right = within(expression.right, precedence + 0.5);
      return `${within(expression.left, precedence)} ${expression.operator} ${right}`;
    }
  }
}

function within(expression: Expression, precedence: number): string {
  const text = printExpression(expression);
  return precedenceOf(expression) < precedence ? `(${text})` : text;
}

function precedenceOf(expression: Expression): number {
  if (expression.kind === 'binary') return PRECEDENCE[expression.operator];
  if (expression.kind !== 'unary') return TIGHTEST;
  return expression.operator === '!' ? NOT_PRECEDENCE : SIGN_PRECEDENCE;
}

function list(expressions: readonly Expression[]): string {
  return expressions.map((each) => printExpression(each)).join(', ');
}

/** Compound quotes where simple ones would end too early. */
function quoted(text: string): string {
  return text.includes('"') ? `\`"${text}"'` : `"${text}"`;
}
