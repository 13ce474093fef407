import { type Expression, type Program, parseSync, Visitor, type VisitorObject } from 'oxc-parser';
import type { Mutant, Operator } from './mutant.ts';
import {
  assignmentFor,
  binaryFor,
  LEFT_OUT,
  logicalFor,
  oppositeOf,
  otherNumbers,
} from './replacements.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where mutants are made, and what makes them. */
interface Site {
  readonly text: string;
  readonly add: (operator: Operator, place: Place, replacement: string) => void;
  /** What begins where this does is left as it is. */
  readonly leave: (place: Place) => void;
  /** All that is in it is left as it is. */
  readonly leaveAll: (place: Place) => void;
}

/** Every small fault that a file could have. What is only a type, or a module's name, has none. */
export function mutantsIn(file: string, text: string): readonly Mutant[] {
  const mutants: Mutant[] = [];
  const left = new Set<number>();
  const leftAll: Place[] = [];
  const lines = text.split('\n');
  const { program } = parseSync(file, text);
  const functions = functionsIn(program);
  const site: Site = {
    text,
    add: (operator, { start, end }, replacement) => {
      const place = {
        start,
        end,
        ...lineAt(lines, start),
        isStatic: !functions.some((each) => isIn(each, start)),
      };
      const isLeft = left.has(start) || leftAll.some((each) => isIn(each, start));
      if (!isLeft) mutants.push({ file, operator, replacement, ...place });
    },
    leave: ({ start }) => left.add(start),
    leaveAll: (place) => leftAll.push(place),
  };
  const visitor = new Visitor({
    ...leaving(site),
    ...mutatingOperators(site),
    ...mutatingLiterals(site),
    ...mutatingStatements(site),
    ...mutatingCalls(site),
  });
  visitor.visit(program);
  return mutants.toSorted((one, other) => one.start - other.start);
}

function isIn({ start, end }: Place, offset: number): boolean {
  return start <= offset && offset < end;
}

function functionsIn(program: Program): readonly Place[] {
  const places: Place[] = [];
  const note = ({ start, end }: Place): void => void places.push({ start, end });
  new Visitor({
    FunctionDeclaration: note,
    FunctionExpression: note,
    ArrowFunctionExpression: note,
  }).visit(program);
  return places;
}

function lineAt(lines: readonly string[], offset: number): Pick<Mutant, 'line' | 'text'> {
  let index = 0;
  let end = lines[0]?.length ?? 0;
  while (end < offset) {
    index += 1;
    end += 1 + (lines[index]?.length ?? Number.POSITIVE_INFINITY);
  }
  return { line: index + 1, text: lines[index]?.trim() ?? '' };
}

/** What is visited before the places that it leaves alone. */
function leaving({ leave, leaveAll }: Site): VisitorObject {
  return {
    ImportDeclaration: ({ source }) => leave(source),
    ExportNamedDeclaration: ({ source }) => source !== null && leave(source),
    ExportAllDeclaration: ({ source }) => leave(source),
    ImportExpression: ({ source }) => leave(source),
    TSLiteralType: ({ literal }) => leave(literal),
    Property: ({ key, computed, shorthand }) => !computed && !shorthand && leave(key),
    // Without these a loop has no end.
    ForStatement: ({ update, body }) => {
      if (update !== null) leaveAll(update);
      leave(body);
    },
    WhileStatement: ({ body }) => leave(body),
    DoWhileStatement: ({ body }) => leave(body),
  };
}

function mutatingOperators({ text, add, leave }: Site): VisitorObject {
  return {
    BinaryExpression: ({ left, operator }) => {
      for (const [kind, other] of binaryFor(operator) ?? [])
        add(kind, after(text, left, operator), other);
    },
    LogicalExpression: ({ left, operator, right, start, end }) => {
      // The types ask for something where there is an index, and nothing ever comes to it.
      if (operator === '??' && isIndexed(left)) leave(right);
      const [one, two] = [left, right].map((side) => text.slice(side.start, side.end));
      // Whoever mixes these with ?? must say by parentheses what is meant.
      add('logical', { start, end }, `((${one}) ${logicalFor(operator)} (${two}))`);
    },
    AssignmentExpression: ({ left, operator }) => {
      const other = assignmentFor(operator);
      if (other !== undefined) add('arithmetic', after(text, left, operator), other);
    },
    UnaryExpression: ({ operator, argument, start, end }) => {
      const inner = text.slice(argument.start, argument.end);
      if (operator === '!') add('condition', { start, end }, inner);
      if (operator === '-') add('arithmetic', { start, end }, inner);
    },
    UpdateExpression: ({ operator, argument, start, end }) => {
      const inner = text.slice(argument.start, argument.end);
      add('arithmetic', { start, end }, operator === '++' ? `--${inner}` : `++${inner}`);
    },
    MemberExpression: ({ object, optional, computed }) => {
      if (!optional || isIndexed(object)) return;
      add('optional chain', after(text, object, '?.'), computed ? '' : '.');
    },
  };
}

/** Whether something is an element of a list, or a property of one. */
function isIndexed(expression: Expression): boolean {
  if (expression.type === 'ChainExpression') return isIndexed(expression.expression);
  if (expression.type !== 'MemberExpression') return false;
  return expression.computed || isIndexed(expression.object);
}

/** Where an operator stands that comes after something. */
function after(text: string, { end }: Place, operator: string): Place {
  const start = text.indexOf(operator, end);
  return { start, end: start + operator.length };
}

function mutatingLiterals({ text, add }: Site): VisitorObject {
  return {
    Literal: ({ value, start, end }) => {
      const place = { start, end };
      if (typeof value === 'boolean') add('boolean', place, String(!value));
      if (typeof value === 'string') add('string', place, value === '' ? "'mutant'" : "''");
      if (typeof value !== 'number') return;
      for (const other of otherNumbers(value)) add('number', place, String(other));
    },
    TemplateLiteral: ({ start, end }) => {
      if (text.slice(start, end) !== '``') add('string', { start, end }, '``');
    },
  };
}

function mutatingStatements({ text, add, leave }: Site): VisitorObject {
  const negate = (test: Expression): void => {
    const { type, start, end } = test;
    // These have mutants of their own that come to the same.
    const isOperator = type === 'BinaryExpression' || type === 'LogicalExpression';
    if (isOperator || (type === 'UnaryExpression' && test.operator === '!')) return;
    add('condition', { start, end }, `!(${text.slice(start, end)})`);
  };
  return {
    IfStatement: ({ test }) => negate(test),
    ConditionalExpression: ({ test }) => negate(test),
    BlockStatement: ({ body, start, end }) => {
      if (body.length > 0) add('block', { start, end }, '{}');
    },
    ArrowFunctionExpression: ({ body, expression }) => {
      if (expression && text.slice(body.start, body.end) !== '{}') add('block', body, 'undefined');
    },
    ExpressionStatement: ({ expression, start, end }) => {
      const { type } = expression;
      if ('directive' in expression) leave(expression);
      const isCall = type === 'CallExpression' || type === 'AwaitExpression';
      const isVoid = type === 'UnaryExpression' && expression.operator === 'void';
      const isSuper = text.startsWith('super(', start);
      if ((isCall || isVoid) && !isSuper) add('call', { start, end }, ';');
    },
  };
}

function mutatingCalls({ text, add }: Site): VisitorObject {
  return {
    CallExpression: ({ callee, optional, start, end }) => {
      if (optional) add('optional chain', after(text, callee, '?.'), '');
      if (callee.type !== 'MemberExpression' || callee.computed) return;
      const { object, property } = callee;
      const inner = text.slice(object.start, object.end);
      if (LEFT_OUT.has(property.name)) add('method', { start, end }, inner);
      const other = oppositeOf(property.name);
      if (other !== undefined) add('method', property, other);
    },
  };
}
