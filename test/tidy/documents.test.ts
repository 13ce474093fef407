import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'] as const;

/** A path below one of the folders of the repository, in backticks; `<name>` and `*` stand for any. */
const PATH = /`((?:src|test|scenarios|docker|\.ci)\/[^\s`<*]*)`/g;
/** The target of a link that stays in the repository. */
const LINK = /\]\((?!https?:|#)([^)\s#]+)[^)]*\)/g;
/** A source with its folder, as in `engine/interpreter.ts`. */
const FILE = /`((?:[a-z-]+\/)+[a-z0-9-]+\.tsx?)`/g;

it.each(DOCUMENTS)('Every path and link in %s leads somewhere', (document) => {
  const text = readFileSync(new URL(document, ROOT), 'utf8');
  const named = [PATH, LINK].flatMap((each) =>
    [...text.matchAll(each)].flatMap(([, path]) => path ?? []),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
});

it.each(DOCUMENTS)('Every file that %s names without its wing is there', (document) => {
  const text = readFileSync(new URL(document, ROOT), 'utf8');
  const files = [...text.matchAll(FILE)].flatMap(([, file]) => file ?? []);
  const isThere = (file: string): boolean =>
    ['', 'src/', 'src/stata/'].some((folder) => existsSync(new URL(folder + file, ROOT)));
  expect(files.filter((file) => !isThere(file))).toEqual([]);
});
