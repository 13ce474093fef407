import { styleText } from 'node:util';

/** What a program must know of where it writes, which only the main thread can see. */
export interface TerminalFacts {
  /** Columns; 80 when the output isn't a terminal. */
  readonly width: number;
  readonly isTerminal: boolean;
  readonly hasColours: boolean;
  /** Whether somebody can be asked. */
  readonly hasKeyboard: boolean;
}

/** Colours are for terminals only, and `NO_COLOR` takes them away. */
export function terminalFacts(): TerminalFacts {
  const { stdin, stdout: stream } = process;
  return {
    width: stream.columns ?? 80,
    isTerminal: stream.isTTY ?? false,
    hasColours: styleText('bold', 'x', { stream }) !== 'x',
    hasKeyboard: stdin.isTTY ?? false,
  };
}
