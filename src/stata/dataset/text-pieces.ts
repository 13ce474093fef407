import { utf8BytesOf } from '../../timeline/utf8.ts';

/** How many characters are encoded at once; a longer text is encoded as a whole. */
const CHARACTERS_A_PIECE = 65_536;

/** The bytes of a long text that is made little by little, and is never there as a whole. */
export class TextPieces {
  readonly #pieces: Uint8Array[] = [];
  #texts: string[] = [];
  #length = 0;

  add(text: string): void {
    this.#texts.push(text);
    this.#length += text.length;
    if (this.#length >= CHARACTERS_A_PIECE) this.#encode();
  }

  /** All of them; nothing is to be added any more. */
  end(): readonly Uint8Array[] {
    this.#encode();
    return this.#pieces;
  }

  #encode(): void {
    this.#pieces.push(utf8BytesOf(this.#texts.join('')));
    this.#texts = [];
    this.#length = 0;
  }
}
