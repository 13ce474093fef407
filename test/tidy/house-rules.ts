import { FLOW, PACKAGES } from './flow.ts';
import type { Import } from './imports.ts';

/** What is wrong with a house's imports, each in one line that says what to do instead. */
export function offencesAgainstOrder(imports: readonly Import[]): readonly string[] {
  return [...imports.flatMap(offenceOf), ...cyclesIn(imports)];
}

function offenceOf(each: Import): readonly string[] {
  const folder = folderOf(each.from);
  if (each.from === 'index.ts') return [];
  if (!FLOW.includes(folder)) return [`${each.from} lies in no folder that FLOW names`];
  if (each.isPackage) return packageOffence(each, folder);
  if (FLOW.indexOf(folderOf(each.to)) <= FLOW.indexOf(folder)) return [];
  return [`${each.from} imports ${each.to}, which lies to its right: see FLOW`];
}

function packageOffence({ from, to }: Import, folder: string): readonly string[] {
  const home = Object.entries(PACKAGES).find(([name]) => to === name || to.startsWith(`${name}/`));
  if (home === undefined || home[1].includes(folder)) return [];
  return [`${from} imports ${to}, which belongs to ${home[1].join(', ')}`];
}

/** Files that import each other, also by way of others. One line for each that closes a circle. */
function cyclesIn(imports: readonly Import[]): readonly string[] {
  const targets = Map.groupBy(imports, ({ from }) => from);
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      cycles.push(`a circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    } else if (!finished.has(file)) {
      for (const { to } of targets.get(file) ?? []) visit(to, [...path, file]);
      finished.add(file);
    }
  };
  for (const file of targets.keys()) visit(file, []);
  return cycles;
}

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
}
