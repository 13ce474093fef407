import { compareBytes, hexOf, utf8BytesOf } from '../timeline/utf8.ts';

/** A piece of what is written: its bytes, and the characters that it completes. */
export interface Piece {
  readonly kind: 'output';
  readonly text: string;
  /** Only if the bytes are not the text's own: see `StataOutput`. */
  readonly hex?: string;
}

/** Cuts bytes into pieces of a size, of which the last one may be smaller. */
export function* cutIntoPieces(bytes: Uint8Array, size: number): Generator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/**
 * Makes a decoder of bytes that are written one piece after the other. A character that is spread
 * over pieces belongs to the one that completes it; what can't become one any more is U+FFFD.
 */
export function createPieceDecoder(): (bytes: Uint8Array) => Piece {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (bytes) => {
    const text = decoder.decode(bytes, { stream: true });
    if (compareBytes(bytes, utf8BytesOf(text)) === 0) return { kind: 'output', text };
    return { kind: 'output', text, hex: hexOf(bytes) };
  };
}
