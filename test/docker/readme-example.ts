import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';
import manifest from '../../package.json' with { type: 'json' };

const ROOT = new URL('../../', import.meta.url);
const PREFIX = 'readme:';

/** The source of each entry of the package, by its name. */
const SOURCES = new Map(
  Object.entries(manifest.exports).flatMap(([entry, file]) =>
    typeof file === 'string'
      ? []
      : [
          [
            `fake-stata${entry.slice(1)}`,
            file.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts'),
          ],
        ],
  ),
);

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
      const source = SOURCES.get(id);
      return source === undefined ? null : fileURLToPath(new URL(source, ROOT));
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
