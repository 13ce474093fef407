import type { Screen } from '../output/screen.ts';
import type { LineSource } from '../source/line-source.ts';
import type { Effect, Reply } from './effect.ts';

/** A do-file's lines, echoed as they are read. */
export class FileSource implements LineSource {
  readonly #lines: readonly string[];
  readonly #screen: Screen;
  readonly #isEchoed: boolean;
  #at = 0;

  constructor(lines: readonly string[], screen: Screen, isEchoed: boolean) {
    this.#lines = lines;
    this.#screen = screen;
    this.#isEchoed = isEchoed;
  }

  // biome-ignore lint/correctness/useYield: a file's lines are there already
  *next(prompt: string, isEchoed: boolean): Generator<Effect, string | undefined, Reply> {
    const line = this.#lines[this.#at];
    if (line === undefined) return undefined;
    this.#at += 1;
    if (isEchoed && this.#isEchoed) this.#screen.echo(prompt, line);
    return line;
  }
}
