import type { Screen } from '../output/screen.ts';
import { type LineSource, linesIn } from '../source/line-source.ts';
import type { Effect, Reply } from '../work/effect.ts';

/** A do-file's lines, echoed as they are read. */
export class FileSource implements LineSource {
  readonly #lines: Iterator<string, undefined>;
  readonly #screen: Screen;
  readonly #isEchoed: boolean;

  constructor(text: string, screen: Screen, isEchoed: boolean) {
    this.#lines = linesIn(text.replace(/^\uFEFF/, ''));
    this.#screen = screen;
    this.#isEchoed = isEchoed;
  }

  // biome-ignore lint/correctness/useYield: a file's lines are there already
  *next(prompt: string, isEchoed: boolean): Generator<Effect, string | undefined, Reply> {
    const line = this.#lines.next().value;
    if (line === undefined) return undefined;
    if (isEchoed && this.#isEchoed) this.#screen.echo(prompt, line);
    return line;
  }
}
