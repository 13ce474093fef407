import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { Lanes } from '../../src/report/lanes.ts';

describe('Lanes', () => {
  it('puts each event in its own lane', () => {
    const lanes = new Lanes(['Stata said', 'buffered', 'streaming'], 80);
    const text =
      lanes.header() +
      lanes.row('Stata said', 2000, 'iteration 1\n') +
      lanes.row('streaming', 2000, 'iteration 1');
    expect(`\n${text}`).toMatchInlineSnapshot(`
      "
          time  Stata said              buffered                streaming             
      ────────────────────────────────────────────────────────────────────────────────
         2.0 s  iteration 1
         2.0 s                                                  iteration 1
      "
    `);
  });

  it('never gets wider than the terminal, whatever the text', () => {
    const lanes = new Lanes(['a', 'b', 'c'], 80);
    for (const text of [
      'x'.repeat(500),
      '⏱️  2s · 📝 '.repeat(40),
      '统计'.repeat(100),
      '\u001b[31mred',
    ]) {
      for (const name of ['a', 'b', 'c']) {
        const row = lanes.row(name, 12_000, text);
        expect(stringWidth(row.trimEnd())).toBeLessThanOrEqual(80);
        expect(row).not.toContain('\u001b');
        expect(row.indexOf('\n')).toBe(row.length - 1);
      }
    }
  });
});
