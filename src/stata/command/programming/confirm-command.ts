import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { eachWordOf, unquoted } from '../../syntax/words.ts';
import { MISSING, parseMissing } from '../../value/missing.ts';
import type { Work } from '../../work/effect.ts';
import { eachInChunks } from '../../work/in-chunks.ts';

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;
const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,31}$/u;

/** The kinds of things that `confirm` knows. */
const CHECKS: readonly {
  readonly name: string;
  readonly pattern: RegExp;
  readonly check: (
    context: Context,
    argument: string,
    type: string | undefined,
  ) => ReturnType<Command['run']>;
}[] = [
  {
    name: 'existence',
    pattern: /^e(?:xistence)?\b/,
    check: (_, text) => expect(text !== '', 7, `'${text}' found where something expected`),
  },
  { name: 'new file', pattern: /^new\s+f(?:ile)?\b/, check: newFile },
  { name: 'file', pattern: /^f(?:ile)?\b/, check: file },
  { name: 'directory', pattern: /^dir(?:ectory)?\b/, check: directory },
  {
    name: 'number',
    pattern: /^n(?:umber)?\b/,
    check: (_, text) => expect(isNumber(text), 7, `'${text}' found where number expected`),
  },
  {
    name: 'integer number',
    pattern: /^integer\s+n(?:umber)?\b/,
    check: (_, text) =>
      expect(
        NUMBER.test(text) && Number.isInteger(Number(text)),
        7,
        `'${text}' found where integer expected`,
      ),
  },
  { name: 'names', pattern: /^names?\b/, check: names },
  { name: 'matrix', pattern: /^mat(?:rix)?\b/, check: matrix },
  { name: 'scalar', pattern: /^sca(?:lar)?\b/, check: scalar },
  {
    name: 'format',
    pattern: /^format\b/,
    check: (_, text) => expect(/^%/.test(text), 7, `'${text}' found where format expected`),
  },
  { name: 'new variable', pattern: /^new\s+v(?:ariable)?\b/, check: newVariable },
  {
    name: 'variable',
    pattern: /^(?:(?<type>numeric|string|str\d*|byte|int|long|float|double)\s+)?v(?:ariable)?\b/,
    check: variables,
  },
];

/** `confirm file x`, `confirm number 5`, `confirm variable y`, `confirm matrix e(b)`, … */
export const confirmCommand: Command = {
  name: 'confirm',
  abbreviation: 'conf',
  subcommands: CHECKS,
  run: (context, { rest }) => {
    for (const { pattern, check } of CHECKS) {
      const kind = pattern.exec(rest);
      if (kind === null) continue;
      const argument = rest
        .slice(kind[0].length)
        .replace(/,\s*exact\s*$/, '')
        .trim();
      return check(context, argument, kind.groups?.type);
    }
    // A name without a kind is a variable's.
    return variables(context, rest, undefined);
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

function names(_: Context, argument: string): Work {
  return eachInChunks(eachWordOf(argument), (name) =>
    expect(NAME.test(name), 7, `'${name}' found where name expected`),
  );
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

function newVariable({ state }: Context, argument: string): Work {
  return eachInChunks(eachWordOf(argument), (name) => {
    expect(NAME.test(name), 7, `'${name}' found where name expected`);
    expect(state.dataset.find(name) === undefined, 110, `variable ${name} already defined`);
  });
}

function variables({ state }: Context, argument: string, type: string | undefined): Work {
  return eachInChunks(eachWordOf(argument), (name) => {
    const found = state.dataset.find(name);
    if (found === undefined) throw new StataError(111, `variable ${name} not found`);
    const isString = found.type.startsWith('str');
    const fits =
      type === undefined ||
      (type === 'numeric' && !isString) ||
      (type === 'string' && isString) ||
      type === found.type;
    expect(fits, 7, `'${name}' found where ${type ?? ''} variable expected`);
  });
}
