import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';

const ROOT = new URL('../../', import.meta.url);
const PREFIX = 'readme:';

/**
 * Makes the README's example of an entry of this package importable, as it stands there. This package's
 * own name stands for its source.
 */
export function readmeExample(): Plugin {
  return {
    name: 'readme-example',
    enforce: 'pre',
    resolveId(id) {
      if (id.startsWith(PREFIX)) return fileURLToPath(new URL(`./${id}.ts`, ROOT));
      if (id === 'fake-stata') return fileURLToPath(new URL('src/index.ts', ROOT));
      const [, kit] = /^fake-stata\/(\w+)$/.exec(id) ?? [];
      return kit === undefined ? null : fileURLToPath(new URL(`src/kit/${kit}.ts`, ROOT));
    },
    async load(id) {
      const [, entry] = new RegExp(`/${PREFIX}(.*)\\.ts$`).exec(id) ?? [];
      if (entry === undefined) return null;
      const readme = await readFile(new URL('README.md', ROOT), 'utf8');
      const examples = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
      const example = examples.find((code) => code?.includes(`from '${entry}'`));
      if (example === undefined) throw new Error(`the README has no example of ${entry}`);
      return example;
    },
  };
}
