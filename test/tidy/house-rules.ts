import { FLOW, FLOW_WITHIN, OWN_FILES, PACKAGES } from './flow.ts';
import type { Import } from './imports.ts';

/** What is wrong with a house's imports, each in one line that says what to do instead. */
export function offencesAgainstOrder(imports: readonly Import[]): readonly string[] {
  const places = new Set(imports.flatMap(({ from }) => placesOf(from)));
  return [
    ...[...places].flatMap(placeOffence),
    ...imports.flatMap(importOffence),
    ...cyclesIn(imports),
  ];
}

/** One of a folder's folders, or its own files. */
type Place = `${string}:${string}`;

/** The folder and what a file lies in there, at each level: `:stata`, `stata:engine`, `stata/engine:.`. */
function placesOf(file: string): readonly Place[] {
  const names = file.split('/').slice(0, -1);
  const folders = names.map((_, at) => names.slice(0, at).join('/'));
  return [
    ...names.map((name, at): Place => `${folders[at]}:${name}`),
    `${names.join('/')}:${OWN_FILES}`,
  ];
}

/** Whether what lies in a folder is told of there. A folder without folders needs no order. */
function placeOffence(place: Place): readonly string[] {
  const [folder = '', name = ''] = place.split(':');
  if (place === `:${OWN_FILES}`) return [];
  const order = orderIn(folder);
  if (order?.includes(name) ?? name === OWN_FILES) return [];
  return [`${name} in src/${folder} lies in no place that the order of the folders names`];
}

function importOffence(each: Import): readonly string[] {
  const { from, to, isPackage } = each;
  if (from === 'index.ts') return [];
  if (isPackage) return packageOffence(each);
  const [here, there] = partingOf(from, to);
  const order = orderIn(here.folder);
  if (order === undefined || order.indexOf(there.name) <= order.indexOf(here.name)) return [];
  return [`${from} imports ${to}, which lies to its right: see test/tidy/flow.ts`];
}

function orderIn(folder: string): readonly string[] | undefined {
  return folder === '' ? FLOW : FLOW_WITHIN[folder];
}

interface Parting {
  /** The last folder that two files have in common. */
  readonly folder: string;
  /** Where one of them lies in it. */
  readonly name: string;
}

/** Where the ways to two files part. */
function partingOf(one: string, other: string): readonly [Parting, Parting] {
  const [here, there] = [one.split('/').slice(0, -1), other.split('/').slice(0, -1)];
  let depth = 0;
  while (depth < here.length && here[depth] === there[depth]) depth += 1;
  const folder = here.slice(0, depth).join('/');
  return [
    { folder, name: here[depth] ?? OWN_FILES },
    { folder, name: there[depth] ?? OWN_FILES },
  ];
}

function packageOffence({ from, to }: Import): readonly string[] {
  const wing = from.slice(0, from.indexOf('/'));
  const home = Object.entries(PACKAGES).find(([name]) => to === name || to.startsWith(`${name}/`));
  if (home === undefined || home[1].includes(wing)) return [];
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
