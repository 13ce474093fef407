import { expect, it } from 'vitest';
import type { Command } from '../../src/stata/command/command.ts';
import { COMMANDS } from '../../src/stata/command/commands.ts';
import { EGEN_FUNCTIONS } from '../../src/stata/command/egen-functions.ts';
import { findCommand } from '../../src/stata/command/find-command.ts';
import { MATRIX_VALUED_FUNCTIONS } from '../../src/stata/command/matrix-expression.ts';
import { MATRIX_FUNCTIONS } from '../../src/stata/expression/matrix-functions.ts';
import { splitPrefixes } from '../../src/stata/syntax/prefixes.ts';
import { splitName } from '../../src/stata/syntax/split-name.ts';
import { UNMEASURED, WORKLOADS } from './workloads.ts';

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

it('Each command has its longest turn measured, or does no work that grows with anything', () => {
  const measured = LINES.flatMap(commandsIn).map(({ name }) => name);
  const names = [...measured, ...UNMEASURED.keys()];
  expect([...new Set(names)].toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted());
  // None has a reason that isn't needed.
  expect(measured.filter((name) => UNMEASURED.has(name))).toEqual([]);
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
  const operators = [' + ', ' - ', ' * ', ' / ', ' # ', ' \\ ', ' , ', "'", '['];
  const isThere = (operator: string): boolean => lines.some((line) => line.includes(operator));
  expect(operators.filter((operator) => !isThere(operator))).toEqual([]);
});
