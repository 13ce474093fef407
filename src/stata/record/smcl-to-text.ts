import { renderSmcl } from '../output/smcl.ts';

/** The columns that a log's lines had; a SMCL log doesn't say. */
const WIDTH = 79;

const PARAGRAPH = /\{p (\d+) (\d+)[^}]*\}\n?([\s\S]*?)\{p_end\}\n?/g;

export function isSmcl(log: string): boolean {
  return log.startsWith('{smcl}');
}

/** A SMCL log as it stood on the screen: its text is kept, its colours and links are not. */
export function smclToText(log: string): string {
  const plain = log
    .replaceAll(/^\{smcl\}\n/gm, '')
    .replaceAll(/\{search r\(\d+\), local:(r\(\d+\);[^}]*)\}/g, '$1')
    .replaceAll(PARAGRAPH, (_whole, first: string, indent: string, text: string) => {
      const words = rendered(text.trim()).replaceAll(/\s+/g, ' ');
      return paragraph(words, Number(first), Number(indent));
    });
  const lines = plain.split('\n').map(rendered);
  // The last line of markup, which ends all styles, is no line of text.
  if (/\{ul off\}\n?$/.test(log) && lines.at(-2) === '') lines.splice(-2, 1);
  return lines.join('\n');
}

function rendered(line: string): string {
  if (!line.includes('{')) return line;
  const pieces = renderSmcl(line, { width: WIDTH, column: 0, style: 'text' });
  return pieces.map(({ text }) => text).join('');
}

/** Words in lines, the first of which has one indentation and the others another. */
function paragraph(words: string, first: number, indent: number): string {
  const lines: string[] = [];
  let line = ' '.repeat(first);
  for (const word of words.split(' ')) {
    const isStart = line.trim() === '';
    if (!isStart && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ' '.repeat(indent) + word;
    } else line += isStart ? word : ` ${word}`;
  }
  return [...lines, line].map((each) => `${each}\n`).join('');
}
