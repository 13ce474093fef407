import { describe, expect, it } from 'vitest';
import { linesIn } from '../../../src/stata/source/line-source.ts';
import { StatementReader } from '../../../src/stata/source/statement-reader.ts';
import { atOnce } from '../../../src/stata/work/in-chunks.ts';

/** The commands of a text, and before each the prompts with which its lines were asked for. */
function readUpToSemicolons(text: string): readonly string[] {
  const lines = linesIn(text);
  const read: string[] = [];
  const reader = new StatementReader(
    {
      // biome-ignore lint/correctness/useYield: lines that are there already need nothing of the world
      *next(prompt) {
        const line = lines.next().value;
        if (line !== undefined) read.push(prompt);
        return line;
      },
    },
    ';',
  );
  for (;;) {
    const statement = atOnce(reader.next('. ', true));
    if (statement === undefined) return read;
    if (statement.kind === 'command') read.push(statement.text.replaceAll(/\s+/g, ' '));
  }
}

describe('StatementReader, up to semicolons', () => {
  it.each([
    ['several in a line', 'a; b ;c\n;', ['. ', 'a', 'b', '> ', 'c']],
    ['semicolons in quotes', 'a "b;c" `"d";"\'; e;', ['. ', 'a "b;c" `"d";"\'', 'e']],
    [
      'semicolons in comments',
      'a /* ; */ b; // c;\nd; /* e;\nf; */ g;',
      [...['. ', 'a b', '. ', 'd', '> ', 'g']],
    ],
    ['stars, up to their semicolon', '* a; b; * c\n"d; e;', ['. ', 'b', '> ', 'e']],
    ['blank lines as lines of their own', '\n\na\n\n;', ['. ', '. ', '. ', '> ', '> ', 'a']],
    [
      'the way back',
      'a; b\n;#delimit cr\n#delimit cr\nc;',
      [...['. ', 'a', '> ', 'b', '> ', '> ', '#delimit cr #delimit cr c']],
    ],
  ])('knows %s', (_, text, read) => {
    expect(readUpToSemicolons(text)).toEqual(read);
  });

  it('takes four times as long for four times as many in a line, and no sixteen times', () => {
    const tookMs = (statements: number): number => {
      const line = 'local a 1;'.repeat(statements);
      const tries = [1, 2, 3, 4].map(() => {
        const before = process.threadCpuUsage();
        readUpToSemicolons(line);
        const { user, system } = process.threadCpuUsage(before);
        return (user + system) / 1000;
      });
      return Math.min(...tries);
    };
    expect(tookMs(24_000)).toBeLessThan(8 * tookMs(6000));
  });
});
