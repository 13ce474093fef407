import { styleText } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printableSurroundings } from '../../src/cli/printable-surroundings.ts';
import { hostileText } from '../hostile-text.ts';

const COLOURS = { bold: ['\u001b[1m', '\u001b[22m'], dim: ['\u001b[2m', '\u001b[22m'] } as const;

/** What reaches a terminal that has colours. */
function written() {
  const texts: string[] = [];
  const put = (text: string): void => void texts.push(text);
  const style = (name: 'bold' | 'dim') => (text: string) =>
    styleText(name, text, { validateStream: false });
  const ask = async (question: string): Promise<string> => {
    put(question);
    return '';
  };
  const { terminal, complain } = printableSurroundings({
    terminal: { width: 80, write: put, status: put, bold: style('bold'), dim: style('dim'), ask },
    complain: put,
    signal: new AbortController().signal,
  });
  return { texts, terminal, complain };
}

it('lets nothing but printable text out, whatever is said and however', () => {
  const property = fc.property(hostileText(), (text) => {
    const { texts, terminal, complain } = written();
    terminal.write(text);
    complain(text);
    terminal.status(text);
    terminal.ask?.(text, new AbortController().signal);
    expect(texts).toHaveLength(4);
    for (const each of texts) expect(each.replaceAll('👩‍💻', '')).toMatch(/^[\P{C}\n\t]*$/u);
  });
  fc.assert(property, { numRuns: 500 });
});

it('has our own colours, and no others', () => {
  const property = fc.property(
    hostileText(),
    fc.constantFrom('bold', 'dim'),
    hostileText(),
    (inside, colour, outside) => {
      const { texts, terminal } = written();
      terminal.write(outside + terminal[colour](inside) + outside);
      const [on, off] = COLOURS[colour];
      const shown = texts.join('');
      expect(shown.split('\u001b')).toHaveLength(3);
      expect(shown).toContain(on);
      expect(shown.indexOf(off)).toBeGreaterThan(shown.indexOf(on));
    },
  );
  fc.assert(property, { numRuns: 500 });
});

it('can’t be told a colour by who has seen one', () => {
  const { texts, terminal } = written();
  terminal.write(`${COLOURS.bold[0]}loud`);
  terminal.status('one\nline\tonly');
  expect(texts).toEqual(['\\u001b[1mloud', 'one line only']);
});
