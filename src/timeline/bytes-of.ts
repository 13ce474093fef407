import type { StataOutput } from './emission.ts';
import { bytesOfHex, utf8BytesOf } from './utf8.ts';

/** The bytes of an output, as a pipe, a terminal or a log file gets them. */
export function bytesOf({ text, hex }: Extract<StataOutput, { kind: 'output' }>): Uint8Array {
  return hex === undefined ? utf8BytesOf(text) : bytesOfHex(hex);
}
