import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copiedWord, shellWord } from '../../src/front/shell-word.ts';

/** Whatever a file's name can hold: all but NUL and halves of characters. */
const NAME = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'\'"$`\\!*~# ;&|\n\r\t\u001b\u202e\u2028é') }),
    fc.constantFrom('$(touch x)', '`touch x`', "it's", '\u001b[2J', 'end\n', "\\'", '-n', '~', ''),
  )
  .map((text) => text.toWellFormed().replaceAll('\0', ''));
const NAMES = fc.array(NAME, { minLength: 50, maxLength: 50 });

/** What a shell makes of words. */
function readBy(shell: string, words: readonly string[]): readonly string[] {
  const script = `printf '%s\\0' ${words.join(' ')}`;
  return execFileSync(shell, ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('a word for a shell', () => {
  it('is what it was, whatever is in it', () => {
    fc.assert(
      fc.property(NAMES, (names) => {
        expect(readBy('sh', names.map(shellWord))).toEqual(names);
      }),
      { numRuns: 20 },
    );
  });

  it('is what it was when it is copied, and can be shown', () => {
    fc.assert(
      fc.property(NAMES, (names) => {
        const words = names.map(copiedWord);
        expect(words.join('')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{DI}]/u);
        expect(readBy('bash', words)).toEqual(names);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['/opt/stata-18.5', '/opt/stata-18.5'],
    ['/opt/my stata', "'/opt/my stata'"],
    ["/opt/it's", "'/opt/it'\\''s'"],
    ['/opt/$HOME', "'/opt/$HOME'"],
    ["/a'b\n\u001b[2J", "$'/a\\'b\\012\\033[2J'"],
    ['', "''"],
  ])('of %j is %s', (text, word) => {
    expect(copiedWord(text)).toBe(word);
  });
});
