import { expect, it } from 'vitest';
import { runDo } from '../run-do.ts';

it('echoes loops with numbers, and other blocks line by line', async () => {
  const code = ['forvalues i = 1/2 {', "    display `i'", '}', 'if 0 {', '  x', '}', ''].join('\n');
  expect(await runDo(code)).toBe(
    [
      '. forvalues i = 1/2 {',
      "  2.     display `i'",
      '  3. }',
      '1',
      '2',
      '',
      '. if 0 {',
      '.   x',
      '. }',
      '',
      '',
    ].join('\n'),
  );
});
