import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import type { ComparedHop } from '../../src/contract/judge/compare-hops.ts';
import type { RuleId } from '../../src/contract/terms/rule-id.ts';
import { brokenIn, describeContainers, IMAGE } from './rig.ts';

/** How a program ended. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The plugin, or the program of its own that there was before it; undefined where there is neither. */
const COMPOSE = await firstThatRuns([['docker', 'compose'], ['docker-compose']]);

/** Says that a test hangs, never that a machine is slow, in milliseconds. */
export const HANGS_MS = 240_000;

/** A suite that needs containers and compose, or says why it can't be. */
export function describeCompose(name: string, suite: () => void): void {
  if (IMAGE === '' || COMPOSE !== undefined) describeContainers(name, suite);
  else describe.skip(`${name} (skipped: neither docker compose nor docker-compose is here)`, suite);
}

/** The services of a file of `docker/`, in a project of their own, taken down when disposed of. */
export class ComposeProject implements AsyncDisposable {
  readonly #args: readonly string[];

  /** @param file - what it is called in `docker/` */
  constructor(file: string) {
    const path = fileURLToPath(new URL(`../../docker/${file}`, import.meta.url));
    const project = `${file.replace(/\W/g, '-')}-${process.pid}`;
    this.#args = ['--file', path, '--project-name', project];
  }

  /** Runs a command of compose. */
  run(...args: readonly string[]): Promise<Outcome> {
    const [program = '', ...first] = COMPOSE ?? [];
    return execute(program, [...first, ...this.#args, ...args]);
  }

  /** Runs its service `contract`, as it is or with another command. */
  contract(...args: readonly string[]): Promise<Outcome> {
    return this.run('run', '--rm', '-T', 'contract', ...args);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.run('down', '--volumes', '--timeout', '0');
  }
}

/** The rules that each of several hops breaks, as `compare --json` prints it. */
export function brokenAt({ stdout, stderr }: Outcome): Readonly<Record<string, string>> {
  if (!stdout.startsWith('{')) throw new Error(`nothing was compared: ${stdout}${stderr}`);
  const { hops }: { readonly hops: readonly ComparedHop[] } = JSON.parse(stdout);
  return Object.fromEntries(hops.map(({ name, verdicts }) => [name, brokenIn(verdicts)]));
}

/** For `compare`: these rules only, and the same flags that the file has. */
export function comparing(
  rules: readonly RuleId[],
  hops: Readonly<Record<string, string>>,
): readonly string[] {
  const flags = Object.entries(hops).map(([name, host]) => `--hop=${name}=${endpoint(host)}`);
  const only = `--only=${rules.join(',')}`;
  return ['compare', '--tool=stata_run_selection', '--at-once', '--json', only, ...flags];
}

/** The MCP endpoint at a host in a project. */
export function endpoint(host: string): string {
  return `http://${host}/mcp-streamable`;
}

async function firstThatRuns(
  commands: readonly (readonly string[])[],
): Promise<readonly string[] | undefined> {
  for (const command of commands) {
    const [program = '', ...args] = command;
    if ((await execute(program, [...args, 'version'])).exitCode === 0) return command;
  }
  return undefined;
}

function execute(program: string, args: readonly string[]): Promise<Outcome> {
  const env = { ...process.env, FAKE_STATA_IMAGE: IMAGE };
  return new Promise((resolve) => {
    execFile(program, args, { env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ exitCode, stdout, stderr });
    });
  });
}
