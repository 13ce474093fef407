import { mkdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** As far from the scenarios as the sources are, which look for them. */
const FOLDER = new URL('../../dist/fronts/', import.meta.url);

/**
 * Makes one file of all that a front loads at its start, and one each of what it may load later: tools
 * start Stata often, and a hundred and fifty modules take four times as long to find as to run.
 *
 * Not part of the package, which has what this makes.
 */
export async function bundleFronts(): Promise<void> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('../../', import.meta.url)),
    publicDir: false,
    logLevel: 'warn',
    // It is small and needed at once; other packages wait until somebody wants a scenario.
    ssr: { noExternal: ['pure-rand'] },
    build: {
      ssr: fileURLToPath(new URL('main.ts', import.meta.url)),
      target: 'node22',
      license: { fileName: 'licences.md' },
      write: false,
      rolldownOptions: {
        output: { entryFileNames: 'main.js', chunkFileNames: '[name].js' },
      },
    },
  });
  if (!('output' in built)) throw new TypeError('one bundle was asked for, and others were made');
  await mkdir(FOLDER, { recursive: true });
  for (const file of built.output) {
    const path = fileURLToPath(new URL(file.fileName, FOLDER));
    const unfinished = `${path}.${process.pid}`;
    await writeFile(unfinished, file.type === 'chunk' ? file.code : file.source);
    // A Stata that starts meanwhile finds the old file or the new one, and not a half.
    await rename(unfinished, path);
  }
}

if (import.meta.main) await bundleFronts();
