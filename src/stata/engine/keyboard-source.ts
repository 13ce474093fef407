import type { Screen } from '../output/screen.ts';
import type { LineSource } from '../source/line-source.ts';
import type { Work } from '../work/effect.ts';

/** Lines from a keyboard: each is asked for with its prompt, and shown or only kept in the logs. */
export class KeyboardSource implements LineSource {
  readonly #screen: Screen;
  readonly #isShown: boolean;

  /** @param isShown - whether prompts and lines are said; if not, the front has shown them */
  constructor(screen: Screen, isShown: boolean) {
    this.#screen = screen;
    this.#isShown = isShown;
  }

  *next(prompt: string): Work<string | undefined> {
    const line = yield { kind: 'line', prompt };
    if (line !== undefined) this.#screen.echo(prompt, line, { isShown: this.#isShown });
    return line;
  }
}
