import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RealClock } from '../../../src/clock/real-clock.ts';
import type { ProxySetting, Toxic } from './settings.ts';

/** How each program is started with a configuration file, in a folder of its own. */
const COMMANDS: Readonly<
  Record<
    ProxySetting['program'],
    (folder: string, file: string, adminPort: number) => readonly string[]
  >
> = {
  nginx: (folder, file) => ['nginx', '-p', folder, '-c', file, '-e', 'stderr'],
  haproxy: (_, file) => ['haproxy', '-db', '-q', '-f', file],
  caddy: (_, file) => ['caddy', 'run', '--adapter', 'caddyfile', '--config', file],
  envoy: (_, file) => [
    ...['envoy', '--config-path', file, '--use-dynamic-base-id', '--log-level', 'error'],
    ...['--concurrency', '1'],
  ],
  'toxiproxy-server': (_, file, adminPort) => [
    ...['toxiproxy-server', '-host', '127.0.0.1', '-port', `${adminPort}`, '-config', file],
  ],
};

/** What the only toxic is called. */
const TOXIC = 'toxic';

/** A proxy that runs in a folder of its own, on a port of 127.0.0.1, until it is disposed of. */
export class RunningProxy implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #toxics: string;

  private constructor(url: string, child: ChildProcess, folder: string, adminPort: number) {
    this.url = url;
    this.#child = child;
    this.#folder = folder;
    this.#toxics = `http://127.0.0.1:${adminPort}/proxies/server/toxics`;
  }

  /** @throws Error when the program ends instead of listening, with what it said */
  static async start(
    { program, configuration, toxic }: Pick<ProxySetting, 'program' | 'configuration' | 'toxic'>,
    serverPort: string,
  ): Promise<RunningProxy> {
    const folder = await mkdtemp(join(tmpdir(), 'fake-stata-proxy-'));
    const port = await freePort();
    const adminPort = await freePort();
    // Some tell by its ending what is in a file.
    const file = join(folder, `configuration.${program === 'toxiproxy-server' ? 'json' : 'yaml'}`);
    const text = configuration.replace('LISTEN', `${port}`).replaceAll('SERVER', serverPort);
    await writeFile(file, text);
    const [command = '', ...args] = COMMANDS[program](folder, file, adminPort);
    const env = { ...process.env, HOME: folder };
    const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const proxy = new RunningProxy(`http://127.0.0.1:${port}`, child, folder, adminPort);
    const clock = new RealClock();
    while (!(await answers(port))) {
      if (child.exitCode !== null) {
        await proxy[Symbol.asyncDispose]();
        throw new Error(`${program} ended with ${child.exitCode}: ${said}`);
      }
      await clock.sleep(50);
    }
    if (toxic !== undefined) await proxy.add(toxic);
    return proxy;
  }

  /** From now on Toxiproxy does this to each connection, those that there are among them. */
  async add(toxic: Toxic): Promise<void> {
    await this.#ask(this.#toxics, {
      method: 'POST',
      body: JSON.stringify({ ...toxic, name: TOXIC }),
    });
  }

  /** What {@link add} began is over. */
  async remove(): Promise<void> {
    await this.#ask(`${this.#toxics}/${TOXIC}`, { method: 'DELETE' });
  }

  async #ask(url: string, how: RequestInit): Promise<void> {
    const { ok, status } = await fetch(url, how);
    if (!ok)
      throw new Error(`toxiproxy answered ${status}: ${how.method} ${url} ${how.body ?? ''}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** None of the programs takes port 0. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was had');
  return address.port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
