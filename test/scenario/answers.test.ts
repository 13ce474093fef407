import { expect, it } from 'vitest';
import { Answers } from '../../src/scenario/answers.ts';

const first = { when: 'list', times: 2, steps: [] };
const second = { when: 'l*', times: 1, steps: [] };
const other = { when: 'describe', steps: [] };

it('Of the answers that match a command, the first that is not used up is taken', () => {
  const answers = new Answers([first, second, other]);
  expect(['list', 'list', 'list', 'list'].map((command) => answers.take(command))).toEqual([
    first,
    first,
    second,
    undefined,
  ]);
  expect(answers.take('describe')).toBe(other);
  expect(answers.take('describe')).toBe(other);
});

it('What one session has used up is there for the next', () => {
  const take = () => new Answers([second]).take('list');
  expect([take(), take()]).toEqual([second, second]);
});
