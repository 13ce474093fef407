import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, codeCell, fenced, plain } from '../../src/report/markdown.ts';
import { oneLine } from '../../src/timeline/printable.ts';
import { hostileText } from '../hostile-text.ts';

/** Whatever there may be of ticks, bars and backslashes, among all else. */
const anyText = fc.oneof(
  hostileText(),
  fc
    .array(fc.constantFrom('`', '``', '\\', '|', ' ', '\n', 'a', '[a](b)'))
    .map((all) => all.join('')),
);

describe('a text of somebody else in Markdown', () => {
  it.each([
    ['https://x.example/ @everyone <b> [a](b)', '`https://x.example/ @everyone <b> [a](b)`'],
    ['a`b``c', '``` a`b``c ```'],
    ['', '`  `'],
    ['two\nlines\u202e', '`two lines\\u202e`'],
  ])('%j is %s', (text, markdown) => expect(code(text)).toBe(markdown));

  it('is one span of code and nothing else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [, ticks = '', inside = ''] = /^(`+)(.*?)\1$/.exec(code(text)) ?? [];
        const runs = inside.match(/`+/g) ?? [];
        expect(runs.every((run) => run.length < ticks.length)).toBe(true);
        expect(/^`|`$/.test(inside)).toBe(false);
        expect(inside.trim()).toBe(oneLine(text).trim());
      }),
    );
  });

  it('is one cell of a table and nothing else', () => {
    // A backslash takes the character after it along, and only a bar by itself ends a cell.
    const bars = (row: string) => row.match(/\\.|\|/g)?.filter((each) => each === '|') ?? [];
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        expect(bars(`| ${codeCell(one)} | ${codeCell(other)} |`)).toHaveLength(3);
      }),
    );
    expect(codeCell('a|b\\|c\\\\|d')).toBe('`a\\|b\\\\\\|c\\\\\\|d`');
  });

  it('is one block of code and nothing else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [fence = '', ...lines] = fenced(`${text}\n`).trimEnd().split('\n');
        const ticks = fence.replace('text', '');
        expect(lines.indexOf(ticks)).toBe(lines.length - 1);
        expect(text).not.toContain(ticks);
      }),
    );
  });

  it('has words of ours as they are', () => {
    expect(plain('a *b* & <c> | d')).toBe('a \\*b\\* &amp; &lt;c> \\| d');
  });
});
