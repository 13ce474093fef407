import { createInterface } from 'node:readline/promises';
import { styleText } from 'node:util';

/** Where a command writes: standard output, and a line of progress that overwrites itself. */
export interface Terminal {
  /** Columns; 80 when the output isn't a terminal. */
  readonly width: number;
  /** Writes text, ended by a newline. */
  write(text: string): void;
  /** Shows a line until the next thing is written; does nothing where no line can be overwritten. */
  status(line: string): void;
  bold(text: string): string;
  dim(text: string): string;
  /**
   * Asks the person at the keyboard; absent where there is none.
   *
   * @returns what they typed; undefined when they ended their input (Ctrl-D)
   */
  readonly ask?: (question: string, signal: AbortSignal) => Promise<string | undefined>;
}

const ERASE_LINE = '\r\u001b[K';

/** Standard output. It has colours only on a terminal, and none with `NO_COLOR`. */
export function standardOutput(): Terminal {
  const stream = process.stdout;
  let hasStatus = false;
  const clear = (): string => {
    const erase = hasStatus ? ERASE_LINE : '';
    hasStatus = false;
    return erase;
  };
  return {
    width: stream.columns ?? 80,
    write: (text) => {
      stream.write(clear() + text);
    },
    status: (line) => {
      if (!stream.isTTY) return;
      stream.write(clear() + line.slice(0, stream.columns - 1));
      hasStatus = true;
    },
    bold: (text) => styleText('bold', text, { stream }),
    dim: (text) => styleText('dim', text, { stream }),
    ...(process.stdin.isTTY ? { ask } : {}),
  };
}

async function ask(question: string, signal: AbortSignal): Promise<string | undefined> {
  const keyboard = createInterface({ input: process.stdin, output: process.stdout });
  // While a line is typed the terminal makes no signal of Ctrl-C, so that has to be done here.
  keyboard.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ended = new Promise<undefined>((resolve) => {
    keyboard.once('close', () => resolve(undefined));
  });
  try {
    const answer = await Promise.race([keyboard.question(question, { signal }), ended]);
    if (answer === undefined) process.stdout.write('\n');
    return answer;
  } finally {
    keyboard.close();
  }
}
