import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { expect, vi } from 'vitest';

export interface TerminalOptions {
  readonly cwd: string;
  /** On top of this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Columns; default 80. */
  readonly cols?: number;
}

/** A program on a terminal of its own. */
export function openTerminal(program: string, args: readonly string[], options: TerminalOptions) {
  const { cwd, env, cols = 80 } = options;
  const terminal = spawn(program, [...args], {
    cols,
    rows: 24,
    cwd,
    env: { ...process.env, ...env },
  });
  let written = '';
  /** Its text, without colours and without what moves the cursor. */
  const shown = (): string => stripVTControlCharacters(written);
  terminal.onData((text) => {
    written += text;
  });
  const status = new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode }) => resolve(exitCode));
  });
  return {
    terminal,
    status,
    get shown() {
      return shown();
    },
    type: (text: string) => terminal.write(text),
    shows: (pattern: RegExp) =>
      vi.waitFor(() => expect(shown()).toMatch(pattern), { timeout: 10_000 }),
    [Symbol.asyncDispose]: async () => {
      terminal.kill('SIGKILL');
      await status;
    },
  };
}
