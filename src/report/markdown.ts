import { oneLine, printable } from '../timeline/printable.ts';

/**
 * A text of somebody else in Markdown: code on one line, since in code there is no markup, no link
 * and no mention of anybody. The backticks around it are more than are in it.
 */
export function code(text: string): string {
  const line = oneLine(text);
  const ticks = '`'.repeat(longestRun(line) + 1);
  const isBare = line !== '' && !line.includes('`') && line.trim() === line;
  return isBare ? `${ticks}${line}${ticks}` : `${ticks} ${line} ${ticks}`;
}

/** {@link code} in a cell of a table, which a bar would end, were there an even number of backslashes before it. */
export function codeCell(text: string): string {
  return code(text).replace(/\\+\|?|\|/g, (run) => {
    if (!run.endsWith('|')) return run;
    const slashes = run.slice(0, -1);
    return `${slashes}${slashes.length % 2 === 0 ? '' : '\\'}\\|`;
  });
}

/** Lines of somebody else, as they are: a block of code, between more backticks than are in it. */
export function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}text\n${printable(text)}${fence}\n`;
}

/** Words of our own, in which nothing is meant as markup. */
export function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
