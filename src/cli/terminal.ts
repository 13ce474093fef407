import { styleText } from 'node:util';
import type { TerminalFacts } from './terminal-facts.ts';
import { writeAll } from './write-all.ts';

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

/**
 * Standard output.
 *
 * @param ask - asks the person at the keyboard, if there is one
 */
export function standardOutput(
  { width, isTerminal, hasColours, hasKeyboard }: TerminalFacts,
  ask: NonNullable<Terminal['ask']>,
): Terminal {
  let hasStatus = false;
  const clear = (): string => {
    const erase = hasStatus ? ERASE_LINE : '';
    hasStatus = false;
    return erase;
  };
  const styled =
    (style: 'bold' | 'dim') =>
    (text: string): string =>
      hasColours ? styleText(style, text, { validateStream: false }) : text;
  return {
    width,
    write: (text) => writeAll(1, clear() + text),
    status: (line) => {
      if (!isTerminal) return;
      writeAll(1, clear() + line.slice(0, width - 1));
      hasStatus = true;
    },
    bold: styled('bold'),
    dim: styled('dim'),
    ...(hasKeyboard ? { ask } : {}),
  };
}
