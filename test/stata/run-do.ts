import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { type Host, memoryHost } from '../../src/stata/host/host.ts';
import { MemoryFiles } from '../../src/stata/host/memory-files.ts';
import { StataSession } from '../../src/stata/session/stata-session.ts';
import type { Emission, StataOutput } from '../../src/timeline/emission.ts';

/** A session in virtual time with everything that it has said. */
export class Rig {
  readonly clock = new VirtualClock();
  readonly files: MemoryFiles;
  readonly session: StataSession;
  readonly said: Emission[] = [];

  constructor(files: Readonly<Record<string, string>> = {}, host: Partial<Host> = {}) {
    this.files = new MemoryFiles(files);
    this.session = new StataSession({
      clock: this.clock,
      host: memoryHost({ ...host, files: this.files }),
      record: (emission) => this.said.push(emission),
    });
  }

  /** Runs code, perhaps with the Break key pressed some time after its start, and gives the text. */
  run(code: string, options: { breakAfterMs?: number; isEchoed?: boolean } = {}): Promise<string> {
    const breakKey = new AbortController();
    if (options.breakAfterMs !== undefined) {
      void this.clock.sleep(options.breakAfterMs).then(() => breakKey.abort());
    }
    const { isEchoed = true } = options;
    return this.text(this.session.run(code, { signal: breakKey.signal, isEchoed }));
  }

  /** What a run or a conversation says, all of it. */
  text(outputs: AsyncIterable<StataOutput>): Promise<string> {
    const collect = async (): Promise<string> => {
      let text = '';
      for await (const output of outputs) text += printed(output);
      return text;
    };
    return this.clock.runUntil(collect());
  }
}

/** Runs a do-file in a new session and gives its text. */
export function runDo(code: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  return new Rig(files).run(code);
}

function printed(output: StataOutput): string {
  if (output.kind === 'output') return output.text;
  return output.kind === 'error' ? `${output.message}\nr(${output.returnCode});\n` : '';
}
