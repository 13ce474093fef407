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
  /** Asks the person at the keyboard; absent where there is none. */
  readonly ask?: (question: string) => Promise<string>;
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

async function ask(question: string): Promise<string> {
  const keyboard = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await keyboard.question(question);
  } finally {
    keyboard.close();
  }
}
