import type { Keyboard } from '../../../src/stata/engine/driver.ts';

/** Somebody who types lines that are known before, and notes the prompts. */
export class PreparedKeyboard implements Keyboard {
  readonly prompts: string[] = [];
  readonly #lines: readonly string[];
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  async readLine(prompt: string): Promise<string | undefined> {
    this.prompts.push(prompt);
    this.#at += 1;
    return this.#lines[this.#at - 1];
  }
}
