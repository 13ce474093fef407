import { expect, it } from 'vitest';
import { growthOf } from './growth.ts';
import { literalsIn } from './literals.ts';

it.each([
  ['^(?:a|b)*c$', /^linear$/],
  ['^(?:n\\w*\\s*)*frame$', /^exponential/],
  ['\\s*=', /^2nd degree/],
  ['\\s*=(?!=)', /^2nd degree/],
])('the time of %s is %s', async (pattern, growth) => {
  expect(await growthOf({ pattern, flags: '' })).toMatch(growth);
});

it('Regular expressions are found in code, types or not', () => {
  const code = 'const a: RegExp = /a"\\//g;\nf<string>(/b/, "/c/");';
  expect(literalsIn('a.ts', code)).toEqual([
    { pattern: 'a"\\/', flags: 'g', file: 'a.ts' },
    { pattern: 'b', flags: '', file: 'a.ts' },
  ]);
});
