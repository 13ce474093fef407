import { cp } from 'node:fs/promises';
import { basename } from 'node:path';

/** Puts what no compiler makes beside what one made: Python and C, into `dist/`. */
for (const folder of ['python', 'c']) {
  const source = new URL(`${folder}/`, import.meta.url);
  const target = new URL(`../../dist/front/${folder}/`, import.meta.url);
  await cp(source, target, { recursive: true, filter: (path) => basename(path) !== '__pycache__' });
}

// The fixture tool for servers in Python, which its users copy or import from here.
await cp(
  new URL('../contract/stimulus/stream_probe.py', import.meta.url),
  new URL('../../dist/contract/stimulus/stream_probe.py', import.meta.url),
);
