import { expect, it } from 'vitest';
import { linesIn } from './changed-lines.ts';

it('finds the lines that a commit changed or added', () => {
  const diff = [
    '--- a/src/a.ts',
    '+++ b/src/a.ts',
    '@@ -3 +3 @@ function a() {',
    '-old',
    '+new',
    '@@ -9,0 +10,3 @@',
    '@@ -20,2 +22,0 @@',
    '--- a/src/b.ts',
    '+++ b/src/b.ts',
    '@@ -1,2 +1 @@',
  ].join('\n');
  expect([...linesIn(diff)]).toEqual([
    [
      'src/a.ts',
      [
        [3, 3],
        [10, 12],
      ],
    ],
    ['src/b.ts', [[1, 1]]],
  ]);
});
