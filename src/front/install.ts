import { chmod, cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edition } from '../stata/host/host.ts';
import { buildLibrary } from './build-library.ts';
import type { Installation } from './command-line.ts';
import { FrontError } from './front-error.ts';
import { layDownScenario } from './laid-down-scenario.ts';
import { makeFolder } from './make-folder.ts';
import { shellWord } from './shell-word.ts';

/** The file by which we know a folder that we made. */
const MARK = 'fake-stata.json';

/** Beside this module, in the sources and in the published package. */
const PYTHON = fileURLToPath(new URL('python/', import.meta.url));
const IS_SOURCE = import.meta.url.endsWith('.ts');
/** Where the package has all fronts in few files. */
const BUNDLE = fileURLToPath(
  new URL(IS_SOURCE ? '../../dist/fronts/main.js' : '../fronts/main.js', import.meta.url),
);

/** What Stata's programs are called, and which edition each is; undefined is the installation's own. */
const EXECUTABLES: Readonly<Record<string, Edition | undefined>> = {
  stata: undefined,
  'stata-be': 'be',
  'stata-se': 'se',
  'stata-mp': 'mp',
  xstata: undefined,
  'xstata-be': 'be',
  'xstata-se': 'se',
  'xstata-mp': 'mp',
};

/** What is to be installed where: the folder is made if it isn't there, and must be empty or ours. */
export type InstallOptions = Installation;

export interface Installed {
  /** Absolute. */
  readonly directory: string;
  /** The shared libraries that were built; none where there is no C compiler. */
  readonly libraries: readonly string[];
  /** Why there are none. */
  readonly withoutLibraries?: string;
}

/**
 * Makes a folder that looks like an installation of Stata to whoever looks for one. Nothing outside it
 * is touched; what is in it starts the Node and the fake-stata that are running now.
 *
 * @throws FrontError when the folder isn't one to install into
 */
export async function install(options: InstallOptions): Promise<Installed> {
  const directory = resolve(options.directory);
  await claim(directory);
  const { edition, version } = options;
  const entry = IS_SOURCE ? await bundled() : BUNDLE;
  const about = { node: process.execPath, entry, directory, edition, version };
  await writeFile(join(directory, MARK), `${JSON.stringify(about, null, 2)}\n`);
  await Promise.all(
    Object.entries(EXECUTABLES).map(async ([name, own = edition]) => {
      const path = join(directory, name);
      const start = [about.node, about.entry, directory, own, String(version)]
        .map(shellWord)
        .join(' ');
      await writeFile(path, `#!/bin/sh\nexec ${start} "$@"\n`);
      await chmod(path, 0o755);
    }),
  );
  await cp(PYTHON, join(directory, 'utilities'), { recursive: true, filter: isSource });
  await layDownScenario(directory);
  await mkdir(join(directory, 'ado/base'), { recursive: true });
  await writeFile(
    join(directory, 'stata.lic'),
    'fake-stata needs no licence. This is not Stata.\n',
  );
  await writeFile(join(directory, `isstata.${Math.round(version * 10)}`), '');
  return { directory, ...(await buildLibrary(about)) };
}

/**
 * From sources the bundle is made anew, so that what is installed is what they say now; without the
 * bundler (`npm ci --omit=dev`) they are started themselves, which takes longer.
 */
async function bundled(): Promise<string> {
  try {
    const { bundleFronts } = await import('./bundle.ts');
    await bundleFronts();
    return BUNDLE;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error) || error.code !== 'ERR_MODULE_NOT_FOUND') {
      throw error;
    }
    return fileURLToPath(new URL('main.ts', import.meta.url));
  }
}

/** Makes the folder ours, unless it is somebody's. */
async function claim(directory: string): Promise<void> {
  try {
    await makeFolder(directory);
    const names = await readdir(directory);
    if (names.length === 0 || names.includes(MARK)) return;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new FrontError(`cannot install into ${directory}: ${why}`, { cause });
  }
  throw new FrontError(
    `${directory} is not empty and was not made by fake-stata: name a folder that is new or empty`,
  );
}

function isSource(path: string): boolean {
  return !path.includes('__pycache__');
}
