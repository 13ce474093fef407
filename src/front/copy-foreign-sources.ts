import { cp } from 'node:fs/promises';
import { basename } from 'node:path';

/** Puts what no compiler makes beside what one made: the fronts' Python and C, into `dist/`. */
for (const folder of ['python', 'c']) {
  const source = new URL(`${folder}/`, import.meta.url);
  const target = new URL(`../../dist/front/${folder}/`, import.meta.url);
  await cp(source, target, { recursive: true, filter: (path) => basename(path) !== '__pycache__' });
}
