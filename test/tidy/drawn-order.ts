import { FLOW, FLOW_WITHIN, OWN_FILES } from './flow.ts';

const COLUMNS = 100;

/** The order of the folders, as ARCHITECTURE.md draws it: who stands on the left may be imported. */
export function drawnOrder(): string {
  const orders = [['src', FLOW] as const, ...Object.entries(FLOW_WITHIN)];
  const width = Math.max(...orders.map(([folder]) => folder.length)) + 3;
  const names = (order: readonly string[]): readonly string[] =>
    order.map((name) => (name === OWN_FILES ? 'its own files' : name));
  return orders
    .map(([folder, order]) => drawn(`${folder}/`.padEnd(width), names(order)))
    .join('\n');
}

function drawn(start: string, names: readonly string[]): string {
  const lines: string[] = [];
  let line = `${start}${names[0]}`;
  for (const name of names.slice(1)) {
    if (line.length + name.length + 3 > COLUMNS) {
      lines.push(line);
      line = `${' '.repeat(start.length - 2)}< ${name}`;
    } else line += ` < ${name}`;
  }
  return [...lines, line].join('\n');
}
