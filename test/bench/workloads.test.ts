import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/stata/command/commands.ts';
import { EGEN_FUNCTIONS } from '../../src/stata/command/data/egen-functions.ts';
import { MANNERS } from '../../src/stata/command/files/merge-pairs.ts';
import {
  MATRIX_OPERATORS,
  MATRIX_VALUED_FUNCTIONS,
} from '../../src/stata/command/matrix/matrix-expression.ts';
import { STATISTICS } from '../../src/stata/command/statistics/collapse-command.ts';
import type { Command } from '../../src/stata/engine/command.ts';
import { findCommand } from '../../src/stata/engine/find-command.ts';
import { MATRIX_FUNCTIONS } from '../../src/stata/expression/matrix-functions.ts';
import { EXTENDED_FUNCTIONS } from '../../src/stata/macro/extended-functions.ts';
import { OF_ONE, OF_TWO } from '../../src/stata/macro/macro-list.ts';
import { splitPrefixes } from '../../src/stata/syntax/prefixes.ts';
import { splitName } from '../../src/stata/syntax/split-name.ts';
import { OF_MACROS } from './long-texts.ts';
import { UNMEASURED, UNMEASURED_SUBCOMMANDS, WORKLOADS } from './workloads.ts';

const LINES = WORKLOADS.flatMap(({ lines }) =>
  lines.map((each) => (typeof each === 'string' ? each : each[1])),
);

/** The command that a line is, and after `by` the one that it is for. */
function commandsIn(line: string): readonly Command[] {
  const [word, rest] = splitName(splitPrefixes(line).command);
  const command = findCommand(COMMANDS, word);
  if (command === undefined) throw new Error(`${word} is no command`);
  return command.name.startsWith('by')
    ? [command, ...commandsIn(rest.slice(rest.indexOf(':') + 1))]
    : [command];
}

/** Whether a text begins with some words. */
function beginsWith(text: string, words: string): boolean {
  return text.startsWith(words) && !/^\w/.test(text.slice(words.length));
}

it('Each command has its longest turn measured, or does no work that grows with anything', () => {
  const measured = LINES.flatMap(commandsIn).map(({ name }) => name);
  const names = [...measured, ...UNMEASURED.keys()];
  expect([...new Set(names)].toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted());
  // None has a reason that isn't needed.
  expect(measured.filter((name) => UNMEASURED.has(name))).toEqual([]);
});

/** Subcommands with the names of their commands before them. `frames` is another name of `frame`. */
const SUBCOMMANDS: readonly string[] = COMMANDS.filter(({ name }) => name !== 'frames').flatMap(
  (command) =>
    (command.subcommands ?? []).flatMap(({ name }) =>
      name === '' ? [] : [`${command.name} ${name}`],
    ),
);

it('So has each subcommand', () => {
  const lines = LINES.map((line) => splitPrefixes(line).command);
  const isMeasured = (name: string): boolean => lines.some((line) => beginsWith(line, name));
  const unknown = SUBCOMMANDS.filter(
    (name) => !isMeasured(name) && !UNMEASURED_SUBCOMMANDS.has(name),
  );
  expect(unknown).toEqual([]);
  expect([...UNMEASURED_SUBCOMMANDS.keys()].filter((name) => !SUBCOMMANDS.includes(name))).toEqual(
    [],
  );
  expect(
    SUBCOMMANDS.filter((name) => isMeasured(name) && UNMEASURED_SUBCOMMANDS.has(name)),
  ).toEqual([]);
});

it('So has each manner of merge', () => {
  const isThere = (manner: string): boolean =>
    LINES.some((line) => line.startsWith(`merge ${manner} `));
  expect(MANNERS.filter((manner) => !isThere(manner))).toEqual([]);
});

it('So has each statistic of collapse', () => {
  const lines = LINES.filter((line) => line.startsWith('collapse '));
  const isThere = (name: string): boolean => lines.some((line) => line.includes(`(${name})`));
  expect(Object.keys(STATISTICS).filter((name) => !isThere(name))).toEqual([]);
});

it('So has each extended function of macros', () => {
  const calls = [...OF_MACROS, ...LINES.map((line) => /^local \w+ : (.*)$/.exec(line)?.[1] ?? '')];
  const isCalled = (name: string): boolean => calls.some((call) => beginsWith(call, name));
  const lists = [...Object.keys(OF_ONE).map((name) => `list ${name}`)];
  const names = [...EXTENDED_FUNCTIONS.map(({ name }) => name), ...lists];
  expect(names.filter((name) => !isCalled(name))).toEqual([]);
  const ofTwo = Object.keys(OF_TWO).filter((name) => !calls.includes(`list x ${name} x`));
  expect(ofTwo).toEqual([]);
});

it('So has each function of egen', () => {
  const called = LINES.map((line) => /\begen \w+ = (\w+)\(/.exec(line)?.[1]);
  expect(Object.keys(EGEN_FUNCTIONS).filter((name) => !called.includes(name))).toEqual([]);
});

it('So has each function and operator of matrices', () => {
  const lines = LINES.filter((line) => /^(?:matrix|scalar) \w+ = /.test(line));
  const names = [...MATRIX_VALUED_FUNCTIONS.keys(), ...MATRIX_FUNCTIONS.keys()];
  const isCalled = (name: string): boolean => lines.some((line) => line.includes(`${name}(`));
  expect(names.filter((name) => !isCalled(name))).toEqual([]);
  const binary = MATRIX_OPERATORS.flatMap((level) => [...level.keys()]);
  const operators = [...binary.map((operator) => ` ${operator} `), "'", '['];
  const isThere = (operator: string): boolean => lines.some((line) => line.includes(operator));
  expect(operators.filter((operator) => !isThere(operator))).toEqual([]);
});
