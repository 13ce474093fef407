import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

export interface Import {
  /** The importing file, relative to `src/`. */
  readonly from: string;
  /** The imported file, relative to `src/`, or a package as it is named in the import. */
  readonly to: string;
  readonly isPackage: boolean;
}

/** Every import and re-export in `src/`, those of types included. */
export async function importsOfSrc(): Promise<readonly Import[]> {
  const files = (await readdir(SRC, { recursive: true })).filter((file) => /\.tsx?$/.test(file));
  const lists = await Promise.all(
    files.map(async (from) => importsIn(from, await readFile(join(SRC, from), 'utf8'))),
  );
  return lists.flat();
}

/** The imports in one file's text. A dynamic import counts when it names its module in quotes. */
export function importsIn(from: string, text: string): readonly Import[] {
  const { module, errors } = parseSync(from, text);
  if (errors.length > 0) throw new Error(`${from}: ${errors.map(({ message }) => message)}`);
  const names = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.flatMap(
      ({ moduleRequest: { start, end } }) => /^'(.*)'$/.exec(text.slice(start, end))?.[1] ?? [],
    ),
  ];
  return [...new Set(names)].map((name) => {
    const isPackage = !name.startsWith('.');
    const to = isPackage ? name : relative('/', join('/', dirname(from), name));
    return { from, to, isPackage };
  });
}

/** The imports that loading a file leads to, those of types included: of itself, of what it imports … */
export function reachedFrom(entry: string, imports: readonly Import[]): readonly Import[] {
  const byFile = Map.groupBy(imports, ({ from }) => from);
  const files = new Set([entry]);
  // Grows while it is walked through.
  for (const file of files) {
    for (const { to, isPackage } of byFile.get(file) ?? []) if (!isPackage) files.add(to);
  }
  return [...files].flatMap((file) => byFile.get(file) ?? []);
}
