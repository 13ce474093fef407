import { readdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** All that the page may be made of. */
const SOURCES = new URL('../../', import.meta.url);
const BUILT = new URL('../../../dist/web/page/index.html', import.meta.url);

/** Builds the page when it is missing, or older than what it is made of. */
async function buildIfStale(): Promise<void> {
  const builtMs = await changedMs(BUILT);
  const names = await readdir(SOURCES, { recursive: true });
  const times = await Promise.all(names.map((name) => changedMs(new URL(name, SOURCES))));
  if (Math.max(...times) < builtMs) return;
  process.stdout.write('The page is being built; this takes a few seconds, once.\n');
  await build({
    configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
    logLevel: 'warn',
  });
}

/** When a file was changed; 0 for one that isn't there. */
async function changedMs(file: URL): Promise<number> {
  return await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

await buildIfStale();
