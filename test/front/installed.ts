import { spawn } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InstallOptions, install } from '../../src/front/install.ts';

export interface Started {
  readonly stdout: string;
  readonly stderr: string;
  /** null when a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
}

/** A double of Stata in a folder of its own, and a folder to work in. */
export class InstalledStata implements AsyncDisposable {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  static async create(options: Partial<InstallOptions> = {}): Promise<InstalledStata> {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'fake-stata-front-')));
    const installed = new InstalledStata(root);
    await install({ directory: installed.directory, edition: 'mp', version: 18, ...options });
    return installed;
  }

  get directory(): string {
    return join(this.#root, 'stata');
  }

  path(file: string): string {
    return join(this.#root, file);
  }

  async write(file: string, text: string): Promise<string> {
    await writeFile(this.path(file), text);
    return this.path(file);
  }

  read(file: string): Promise<string> {
    return readFile(this.path(file), 'utf8');
  }

  /** Starts a program and hands it all of its input at once. */
  start(
    program: string,
    args: readonly string[],
    options: { readonly input?: string; readonly env?: Record<string, string> } = {},
  ) {
    // In a group of its own, so that nothing that is pressed here reaches the tests.
    const child = spawn(program, args, {
      cwd: this.#root,
      env: { ...process.env, TMPDIR: this.#root, HOME: this.#root, ...options.env },
      detached: true,
    });
    const texts = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      texts.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      texts.stderr += text;
    });
    child.stdin.on('error', () => {});
    if (options.input !== undefined) child.stdin.end(options.input);
    const ended = new Promise<Started>((resolve) => {
      child.on('close', (status, signal) => resolve({ ...texts, status, signal }));
    });
    return { child, ended, texts };
  }

  /** Starts one of the installation's programs and waits for its end. */
  stata(
    args: readonly string[],
    options: {
      readonly name?: string;
      readonly input?: string;
      readonly env?: Record<string, string>;
    } = {},
  ): Promise<Started> {
    const { name = 'stata-mp', input = '' } = options;
    return this.start(join(this.directory, name), args, { ...options, input }).ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }
}
