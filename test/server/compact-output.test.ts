import { describe, expect, it } from 'vitest';
import { compactOutput } from '../../src/server/compact-output.ts';

describe('compactOutput', () => {
  it.each([
    ['. display 1\n1', '. display 1\n1', '1'],
    ['> more\n.\n  2. x', '> more\n.\n  2. x', ''],
    [' log type:  text\nclosed on: now', ' log type:  text\nclosed on: now', ''],
    ['a\n\n \n\nb\n\n', 'a\n\nb', 'a\n\nb'],
    ['(1,234 real changes made)\n(3 missing values generated)\nx', 'x', 'x'],
    ['{txt}a {res}b{c |} {hline}', 'a b ', 'a b '],
    ['a\r\nb\rc', 'a\nb\nc', 'a\nb\nc'],
    ['  3.', '', ''],
    ['  3.14 is near', '  3.14 is near', '  3.14 is near'],
  ])('makes of %j %j, and of a file %j', (text, selection, file) => {
    expect(compactOutput(text, { withoutEcho: false })).toBe(selection);
    expect(compactOutput(text, { withoutEcho: true })).toBe(file);
  });

  it('keeps what loops print, and not their code, however deep they are', () => {
    const text = [
      '. forvalues i = 1/2 {',
      '  2.   foreach x in a b {',
      '  3.     display 1',
      '  4.   }',
      '  5.   display 2',
      '  6. }',
      '1',
      '',
      '. display 3',
      '3',
    ].join('\n');
    expect(compactOutput(text, { withoutEcho: false })).toBe('1\n\n. display 3\n3');
    expect(compactOutput(text, { withoutEcho: true })).toBe('1\n\n3');
  });
});
