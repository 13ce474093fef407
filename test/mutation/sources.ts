import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every file in `src/` and `test/` by its path in the repository, and which of them imports which. */
export interface Sources {
  readonly texts: ReadonlyMap<string, string>;
  readonly imports: readonly Import[];
}

export async function readSources(): Promise<Sources> {
  const files = await Promise.all(['src', 'test'].map(filesIn));
  const texts = new Map<string, string>();
  for (const file of files.flat()) texts.set(file, await readFile(join(ROOT, file), 'utf8'));
  return { texts, imports: [...texts].flatMap(([file, text]) => importsIn(file, text)) };
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(ROOT, folder), { recursive: true });
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .filter((name) => !name.includes('node_modules') && !name.startsWith('web/page/'))
    .map((name) => normalize(join(folder, name)))
    .toSorted();
}

/** Which files of the repository are loaded for one. Types are gone by then. */
function importsIn(from: string, text: string): readonly Import[] {
  const { staticImports, staticExports, dynamicImports } = parseSync(from, text).module;
  const names = [
    ...staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) => (isType ? [] : (moduleRequest?.value ?? []))),
    ),
    ...dynamicImports.flatMap(
      ({ moduleRequest: { start, end } }) => /^'(.*)'$/.exec(text.slice(start, end))?.[1] ?? [],
    ),
  ];
  return names
    .filter((name) => name.startsWith('.'))
    .map((name) => ({ from, to: join(dirname(from), name) }));
}

/** All files whose loading leads to one of some files, those themselves among them. */
export function reaching(files: Iterable<string>, { imports }: Sources): ReadonlySet<string> {
  return closure(
    files,
    Map.groupBy(imports, ({ to }) => to),
    ({ from }) => from,
  );
}

/** All files to which the loading of a file leads, itself among them. */
export function reachedBy(files: Iterable<string>, { imports }: Sources): ReadonlySet<string> {
  return closure(
    files,
    Map.groupBy(imports, ({ from }) => from),
    ({ to }) => to,
  );
}

function closure(
  files: Iterable<string>,
  edges: ReadonlyMap<string, readonly Import[]>,
  next: (edge: Import) => string,
): ReadonlySet<string> {
  const found = new Set(files);
  // Grows while it is walked through.
  for (const file of found) for (const edge of edges.get(file) ?? []) found.add(next(edge));
  return found;
}
