import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** A regular expression as it stands in the code. */
export interface Literal {
  readonly pattern: string;
  readonly flags: string;
  /** Where: the file, relative to `src/`. */
  readonly file: string;
}

/** Every regular expression in `src/` that is written as one; each once. */
export async function literalsOfSrc(): Promise<readonly Literal[]> {
  const found = new Map<string, Literal>();
  for (const file of (await readdir(SRC, { recursive: true })).filter((name) =>
    /\.tsx?$/.test(name),
  )) {
    for (const literal of literalsIn(file, await readFile(join(SRC, file), 'utf8'))) {
      found.set(`${literal.pattern}/${literal.flags}`, literal);
    }
  }
  return [...found.values()];
}

export function literalsIn(file: string, text: string): readonly Literal[] {
  const literals: Literal[] = [];
  const visitor = new Visitor({
    Literal: (node) => {
      if (!('regex' in node)) return;
      const { pattern, flags } = node.regex;
      literals.push({ pattern, flags, file });
    },
  });
  visitor.visit(parseSync(file, text).program);
  return literals;
}
