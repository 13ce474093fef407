import { randomUUID } from 'node:crypto';
import { oneLine, printable } from '../timeline/printable.ts';
import { withoutSecrets } from '../timeline/without-secrets.ts';
import type { Surroundings } from './surroundings.ts';
import type { Terminal } from './terminal.ts';

/**
 * Surroundings that are told printable text only, whoever said it, and see no colours but our own.
 * Everything that a command says goes through here.
 *
 *     a command ──▶ text, with marks for our colours ──▶ printable ──▶ marks made colours ──▶ terminal
 */
export function printableSurroundings({ terminal, complain, signal }: Surroundings): Surroundings {
  const { ask } = terminal;
  const colours = new Colours(terminal);
  return {
    signal,
    // What is complained of is often a URL, or what was typed.
    complain: (text) => complain(printable(withoutSecrets(text))),
    terminal: {
      width: terminal.width,
      write: (text) => terminal.write(colours.shown(printable(text))),
      status: (line) => terminal.status(colours.shown(oneLine(line))),
      bold: (text) => colours.mark('bold', text),
      dim: (text) => colours.mark('dim', text),
      ...(ask === undefined
        ? {}
        : { ask: (question, until) => ask(colours.shown(printable(question)), until) }),
    },
  };
}

/** Marks that nobody outside can know stand for colours, until a text has been made printable. */
class Colours {
  readonly #terminal: Terminal;
  readonly #id = randomUUID();
  readonly #marked = new RegExp(`<${this.#id} (bold|dim)>(.*?)</${this.#id}>`, 'gs');

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  mark(colour: 'bold' | 'dim', text: string): string {
    return `<${this.#id} ${colour}>${text}</${this.#id}>`;
  }

  shown(text: string): string {
    return text.replace(this.#marked, (_, colour: string, inside: string) =>
      colour === 'bold' ? this.#terminal.bold(inside) : this.#terminal.dim(inside),
    );
  }
}
