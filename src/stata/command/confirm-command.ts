import { StataError } from '../error/stata-error.ts';
import { unquoted, wordsOf } from '../syntax/words.ts';
import { MISSING, parseMissing } from '../value/missing.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';

type Check = (context: Context, argument: string) => void;

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,31}$/u;

const CHECKS: readonly (readonly [pattern: RegExp, check: Check])[] = [
  [
    /^e(?:xistence)?\b/,
    (_, text) => expect(text !== '', 7, `'${text}' found where something expected`),
  ],
  [/^new\s+f(?:ile)?\b/, newFile],
  [/^f(?:ile)?\b/, file],
  [/^dir(?:ectory)?\b/, directory],
  [
    /^n(?:umber)?\b/,
    (_, text) => expect(isNumber(text), 7, `'${text}' found where number expected`),
  ],
  [
    /^integer\s+n(?:umber)?\b/,
    (_, text) =>
      expect(
        NUMBER.test(text) && Number.isInteger(Number(text)),
        7,
        `'${text}' found where integer expected`,
      ),
  ],
  [/^names?\b/, names],
  [/^mat(?:rix)?\b/, matrix],
  [/^sca(?:lar)?\b/, scalar],
  [/^format\b/, (_, text) => expect(/^%/.test(text), 7, `'${text}' found where format expected`)],
  [/^new\s+v(?:ariable)?\b/, newVariable],
  [/^(?:(?<type>numeric|string|str\d*|byte|int|long|float|double)\s+)?v(?:ariable)?\b/, variables],
];

/** `confirm file x`, `confirm number 5`, `confirm variable y`, `confirm matrix e(b)`, … */
export const confirmCommand: Command = {
  name: 'confirm',
  abbreviation: 'conf',
  run: (context, { rest }) => {
    for (const [pattern, check] of CHECKS) {
      const kind = pattern.exec(rest);
      if (kind === null) continue;
      const argument = rest
        .slice(kind[0].length)
        .replace(/,\s*exact\s*$/, '')
        .trim();
      if (check === variables) ofType(context, argument, kind.groups?.type);
      else check(context, argument);
      return;
    }
    // A name without a kind is a variable's.
    variables(context, rest);
  },
};

function expect(is: boolean, returnCode: number, message: string): void {
  if (!is) throw new StataError(returnCode, message);
}

function isNumber(text: string): boolean {
  return NUMBER.test(text) || (parseMissing(text) ?? 0) >= MISSING;
}

function file({ host }: Context, argument: string): void {
  const path = unquoted(argument);
  expect(host.files.kindOf(path) === 'file', 601, `file ${path} not found`);
}

function newFile({ host }: Context, argument: string): void {
  const path = unquoted(argument);
  expect(host.files.kindOf(path) === 'nothing', 602, `file ${path} already exists`);
}

function directory({ host }: Context, argument: string): void {
  const path = unquoted(argument);
  expect(host.files.kindOf(path) === 'directory', 601, `directory ${path} not found`);
}

function names(_: Context, argument: string): void {
  for (const name of wordsOf(argument))
    expect(NAME.test(name), 7, `'${name}' found where name expected`);
}

function matrix({ state }: Context, name: string): void {
  const [, stored, inner = ''] = /^([re])\((\w+)\)$/.exec(name) ?? [];
  const matrices =
    stored === 'e' ? state.e.matrices : stored === 'r' ? state.r.matrices : state.matrices;
  expect(matrices.has(stored === undefined ? name : inner), 111, `matrix ${name} not found`);
}

function scalar({ state }: Context, name: string): void {
  expect(state.scalars.has(name), 111, `scalar ${name} not found`);
}

function newVariable({ state }: Context, argument: string): void {
  for (const name of wordsOf(argument)) {
    expect(NAME.test(name), 7, `'${name}' found where name expected`);
    expect(state.dataset.find(name) === undefined, 110, `variable ${name} already defined`);
  }
}

function variables(context: Context, argument: string): void {
  ofType(context, argument, undefined);
}

function ofType({ state }: Context, argument: string, type: string | undefined): void {
  for (const name of wordsOf(argument)) {
    const found = state.dataset.find(name);
    if (found === undefined) throw new StataError(111, `variable ${name} not found`);
    const isString = found.type.startsWith('str');
    const fits =
      type === undefined ||
      (type === 'numeric' && !isString) ||
      (type === 'string' && isString) ||
      type === found.type;
    expect(fits, 7, `'${name}' found where ${type ?? ''} variable expected`);
  }
}
