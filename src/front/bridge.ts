import { createInterface } from 'node:readline';
import { StataError } from '../stata/error/stata-error.ts';
import { FileFault } from '../stata/host/file-store.ts';
import type { StataOutput } from '../timeline/emission.ts';
import { type BridgeRequest, parseBridgeRequest } from './bridge-request.ts';
import { bytesSaid } from './bytes-said.ts';
import type { Installation } from './command-line.ts';
import { Engine } from './engine.ts';
import type { FrontSettings } from './front-settings.ts';
import { answerQuestion } from './session-questions.ts';

/**
 * What `pystata` and the shared library talk to: requests come as JSON lines, and what Stata says goes
 * out the same way, as it is said. One run at a time; questions and Break may come in between.
 *
 *     → {"id": 1, "do": "start", "splash": false}
 *     → {"id": 2, "do": "run", "code": "display 1", "echo": false, "quietly": false, "directory": "/work"}
 *     ← {"id": 2, "said": "1\n"}
 *     ← {"id": 2, "ended": 0, "directory": "/work"}
 *     → {"id": 3, "do": "break"}
 *     → {"id": 4, "do": "ask", "question": "global", "arguments": ["S_FN"]}
 *     ← {"id": 4, "value": "auto"}
 *
 * It ends when its input does, which is when whoever started it has gone.
 */
export async function serveBridge(options: {
  readonly installation: Installation;
  readonly settings: FrontSettings;
}): Promise<void> {
  // Who presses Ctrl-C means the program that we are a part of, and it tells us if it means us.
  process.on('SIGINT', () => {});
  await using engine = await Engine.open({ ...options, mode: 'console' });
  const bridge = new Bridge(engine);
  for await (const line of createInterface({ input: process.stdin })) bridge.take(line);
  // What runs has nobody left to speak to.
  process.exit(0);
}

class Bridge {
  readonly #engine: Engine;
  /** Runs, one after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  take(line: string): void {
    const request = parseBridgeRequest(line);
    if (request === undefined) {
      tell({ error: `not a request: ${line.slice(0, 200)}` });
      return;
    }
    const { session } = this.#engine;
    if (request.do === 'break') session.breakKey.press();
    else if (request.do === 'ask') this.#answer(request);
    else this.#last = this.#last.then(() => this.#work(request));
  }

  #answer({ id, question, arguments: args }: Extract<BridgeRequest, { do: 'ask' }>): void {
    try {
      tell({ id, value: answerQuestion(this.#engine.session, question, args) });
    } catch (error) {
      if (!(error instanceof StataError)) throw error;
      tell({ id, error: error.message, returnCode: error.returnCode });
    }
  }

  async #work(request: Extract<BridgeRequest, { do: 'run' | 'start' }>): Promise<void> {
    const { session } = this.#engine;
    const { id } = request;
    let isFailing = false;
    for await (const output of this.#say(request)) {
      if (output.kind === 'ended') {
        const { returnCode, crash } = output;
        const directory = session.host.files.workingDirectory;
        if (crash !== undefined) await this.#engine.crash(crash);
        tell({ id, ended: returnCode, directory, crash, exited: session.hasExited });
      } else {
        // Bytes that are no text reach Python as text all the same, as what Stata says does.
        const said = Buffer.from(bytesSaid(output)).toString('latin1');
        isFailing ||= output.kind === 'error';
        tell({ id, said, failing: isFailing || undefined });
      }
    }
  }

  async *#say(
    request: Extract<BridgeRequest, { do: 'run' | 'start' }>,
  ): AsyncGenerator<StataOutput, void, void> {
    const { session } = this.#engine;
    if (request.do === 'start') {
      for await (const output of this.#engine.start()) {
        if (output.kind !== 'ended' || output.crash !== undefined || !request.splash) yield output;
        if (output.kind === 'ended' && output.crash !== undefined) return;
      }
      if (request.splash) yield* session.sayBanner();
      return;
    }
    const { code, echo, quietly, directory } = request;
    this.#enter(directory);
    if (quietly) session.screen.voice = 'errors';
    yield* session.run(code, { isEchoed: echo });
  }

  /** In one process, its working directory is Stata's. */
  #enter(directory: string): void {
    const { files } = this.#engine.session.host;
    if (directory === '' || directory === files.workingDirectory) return;
    try {
      files.changeDirectory(directory);
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
    }
  }
}

function tell(message: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
