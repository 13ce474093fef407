import { StataError } from '../error/stata-error.ts';
import type { BinaryOperator, Expression, StoredClass } from './expression.ts';
import { type Token, tokenAt } from './token.ts';

/** How tight an operator binds; all of them bind to the left. */
export const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '|': 1,
  '&': 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '^': 7,
};

/** A sign binds tighter than a product and looser than a power: -2^2 is -4. */
export const SIGN_PRECEDENCE = 6;

/** `!` binds tighter than anything. */
export const NOT_PRECEDENCE = 8;

const BINARY = new Map<string, BinaryOperator>([
  ['|', '|'],
  ['&', '&'],
  ['==', '=='],
  ['!=', '!='],
  ['~=', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
  ['^', '^'],
]);

/** How deep parentheses and signs may be nested. */
const DEPTH_MAX = 200;

/** How many operators that join two operands an expression may have: Stata's own limit. */
const OPERATORS_MAX = 800;

/** How many arguments the calls in an expression may have, all together. */
const ARGUMENTS_MAX = 10_000;

/**
 * Parses a whole text as one expression.
 *
 * @throws StataError r(198) invalid syntax, r(132) for quotes and parentheses that don't match
 */
export function parseExpression(text: string): Expression {
  const parser = new Parser(text, 0);
  const expression = parser.expression(0);
  parser.expectEnd();
  return expression;
}

/** Parses the longest expression that begins at a place, and tells where the text goes on. */
export function parseExpressionAt(
  text: string,
  from: number,
): { readonly expression: Expression; readonly end: number } {
  const parser = new Parser(text, from);
  return { expression: parser.expression(0), end: parser.at };
}

class Parser {
  readonly #text: string;
  /** Where what hasn't been parsed begins. */
  at: number;
  #token: Token | undefined;
  #depth = 0;
  #operators = 0;
  #arguments = 0;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  expression(precedence: number): Expression {
    let left = this.#operand();
    for (;;) {
      const operator = this.#operator();
      if (operator === undefined || PRECEDENCE[operator] <= precedence) return left;
      this.#take();
      this.#operators += 1;
      if (this.#operators > OPERATORS_MAX) throw new StataError(130, 'expression too long');
      left = { kind: 'binary', operator, left, right: this.expression(PRECEDENCE[operator]) };
    }
  }

  expectEnd(): void {
    const token = this.#peek();
    if (token.kind === 'end') return;
    if (token.text === ')' || token.text === ']') {
      throw new StataError(132, `too many '${token.text === ')' ? ')' : ']'}'`);
    }
    if (token.kind === 'mark') throw new StataError(198, 'invalid syntax');
    throw new StataError(198, `${token.text} invalid name`);
  }

  #operand(): Expression {
    const token = this.#peek();
    this.#depth += 1;
    if (this.#depth > DEPTH_MAX) throw new StataError(130, 'expression too long');
    const operand = this.#withElements(this.#primary(token));
    this.#depth -= 1;
    return operand;
  }

  #primary(token: Token): Expression {
    switch (token.kind) {
      case 'number':
      case 'string':
        this.#take();
        return { kind: token.kind, text: token.text };
      case 'name':
        this.#take();
        return this.#named(token);
      case 'mark':
        return this.#marked(token.text);
      case 'end':
        throw new StataError(198, 'invalid syntax');
    }
  }

  #marked(mark: string): Expression {
    if (mark === '(') {
      this.#take();
      const inner = this.expression(0);
      this.#expect(')');
      return inner;
    }
    if (mark === '-' || mark === '+') {
      this.#take();
      return { kind: 'unary', operator: mark, operand: this.expression(SIGN_PRECEDENCE - 1) };
    }
    if (mark === '!' || mark === '~') {
      this.#take();
      return { kind: 'unary', operator: '!', operand: this.expression(NOT_PRECEDENCE - 1) };
    }
    throw new StataError(198, 'invalid syntax');
  }

  /** A name, or a function's call. Only an opening parenthesis that follows at once makes a call. */
  #named({ text, end }: Token): Expression {
    if (this.#text[end] !== '(') return { kind: 'name', name: text };
    this.#expect('(');
    const stored = storedClass(text);
    if (stored !== undefined) {
      const { text: name, kind } = this.#peek();
      if (kind !== 'name') throw new StataError(198, 'invalid syntax');
      this.#take();
      this.#expect(')');
      return { kind: 'stored', class: stored, name };
    }
    return { kind: 'call', name: text, arguments: this.#dateLiteral(text) ?? this.#list(')') };
  }

  /** `td(1jan2026)`: a date that is written as it is said. */
  #dateLiteral(name: string): readonly Expression[] | undefined {
    if (name !== 'td') return undefined;
    const literal = /^\s*(\w+)\s*\)/.exec(this.#text.slice(this.at));
    if (literal === null) return undefined;
    this.at += literal[0].length;
    this.#token = undefined;
    return [{ kind: 'string', text: literal[1] ?? '' }];
  }

  #withElements(expression: Expression): Expression {
    const canHaveElements = expression.kind === 'name' || expression.kind === 'stored';
    // Blanks before a bracket would make it a weight, or the beginning of something else.
    if (!canHaveElements || this.#text[this.at] !== '[') return expression;
    this.#expect('[');
    return { kind: 'element', of: expression, at: this.#list(']') };
  }

  #list(close: string): readonly Expression[] {
    const items: Expression[] = [];
    if (this.#peek().text === close && this.#peek().kind === 'mark') {
      this.#take();
      return items;
    }
    for (;;) {
      items.push(this.expression(0));
      this.#arguments += 1;
      if (this.#arguments > ARGUMENTS_MAX) throw new StataError(130, 'expression too long');
      const { text } = this.#peek();
      this.#expect(text === ',' ? ',' : close);
      if (text === close) return items;
    }
  }

  #operator(): BinaryOperator | undefined {
    const token = this.#peekOrEnd();
    return token.kind === 'mark' ? BINARY.get(token.text) : undefined;
  }

  #expect(mark: string): void {
    const token = this.#peek();
    if (token.kind === 'mark' && token.text === mark) {
      this.#take();
      return;
    }
    if (token.kind === 'end') throw new StataError(132, "too many '(' or '['");
    throw new StataError(198, 'invalid syntax');
  }

  /** After a whole operand, what can't be read begins something else. */
  #peekOrEnd(): Token {
    try {
      return this.#peek();
    } catch (error) {
      if (!(error instanceof StataError)) throw error;
      return { kind: 'end', text: '', end: this.at };
    }
  }

  #peek(): Token {
    this.#token ??= tokenAt(this.#text, this.at);
    return this.#token;
  }

  #take(): void {
    this.at = this.#peek().end;
    this.#token = undefined;
  }
}

function storedClass(name: string): StoredClass | undefined {
  return name === 'r' || name === 'e' || name === 's' || name === 'c' ? name : undefined;
}
