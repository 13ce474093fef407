const encoder = new TextEncoder();

// Buffers would do all of this, but a browser has none.

/** A text as it is written to a pipe, a file or a socket. */
export function utf8BytesOf(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** How many bytes that is; without making them, since texts are measured by the million. */
export function utf8LengthOf(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    length += unit < 0x800 ? 1 : 2;
    // Two halves are one character of four bytes; one half alone is replaced by one of three.
    const isPair = unit >= 0xdc00 && unit < 0xe000 && isHighHalf(text.charCodeAt(at - 1));
    if (isPair) length -= 2;
  }
  return length;
}

function isHighHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

/** The text of bytes that come in pieces, whose ends may be in the middle of a character. */
export function* decodedPieces(pieces: Iterable<Uint8Array>): Generator<string, void> {
  const decoder = new TextDecoder();
  for (const piece of pieces) yield decoder.decode(piece, { stream: true });
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Bytes of several pieces, one after the other. */
export function concatenated(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Negative, 0 or positive, as the first bytes come before the others, are the same, or come after. */
export function compareBytes(one: Uint8Array, other: Uint8Array): number {
  const shared = Math.min(one.length, other.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Two digits a byte. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param hex - two digits a byte */
export function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}
