import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** How a program ended. */
export interface Outcome {
  readonly exitCode: number;
  /** Both of its outputs. */
  readonly output: string;
}

/** A project of a stranger, in a folder of its own: a `package.json` and what is installed. */
export class EmptyProject implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(): Promise<EmptyProject> {
    // Its real path, since on some systems the folder for temporary files is a link.
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'fake-stata-package-')));
    const project = new EmptyProject(folder);
    await project.write('package.json', JSON.stringify({ private: true, type: 'module' }));
    return project;
  }

  /** Installs packages from the registry, or from the path of a tarball. */
  async install(...packages: readonly string[]): Promise<void> {
    const args = ['install', '--no-audit', '--no-fund', '--prefer-offline', ...packages];
    const { exitCode, output } = await execute('npm', args, this.folder);
    if (exitCode !== 0) throw new Error(output);
  }

  async write(file: string, text: string): Promise<string> {
    const path = join(this.folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  }

  /** Runs a program of an installed package. */
  run(program: string, ...args: readonly string[]): Promise<Outcome> {
    return execute(join(this.folder, 'node_modules/.bin', program), args, this.folder);
  }

  /** Runs Node, the one that runs this. */
  node(...args: readonly string[]): Promise<Outcome> {
    return execute(process.execPath, args, this.folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}

/**
 * Packs this package as `npm publish` would.
 *
 * @returns the path of the tarball, in the given folder
 */
export async function pack(folder: string): Promise<string> {
  const args = ['pack', '--json', '--pack-destination', folder];
  const { exitCode, output } = await execute('npm', args, ROOT);
  const file = /"filename": "(.*?)"/.exec(output)?.[1];
  if (exitCode !== 0 || file === undefined) throw new Error(output);
  return join(folder, file);
}

function execute(file: string, args: readonly string[], cwd: string): Promise<Outcome> {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, VITEST: undefined };
  return new Promise((resolve) => {
    execFile(file, args, { cwd, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ exitCode, output: stdout + stderr });
    });
  });
}
