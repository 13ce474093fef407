import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../src/timeline/bytes-of.ts';
import {
  bytesOfHex,
  compareBytes,
  concatenated,
  decodedPieces,
  hexOf,
} from '../../src/timeline/utf8.ts';

const bytes = fc.uint8Array({ maxLength: 20 });

describe('bytes and texts', () => {
  it('are those of an output: what was really written where that is known, or its text', () => {
    const output = { kind: 'output', atMs: 0, text: 'é' } as const;
    expect([...bytesOf(output)]).toEqual([0xc3, 0xa9]);
    expect([...bytesOf({ ...output, hex: 'ff0a' })]).toEqual([0xff, 0x0a]);
  });

  it('go through hexadecimal and come back', () => {
    fc.assert(
      fc.property(bytes, (some) => {
        expect(hexOf(some)).toBe(Buffer.from(some).toString('hex'));
        expect(bytesOfHex(hexOf(some))).toEqual(some);
      }),
    );
    expect(bytesOfHex('')).toHaveLength(0);
  });

  it('are put together in their order', () => {
    fc.assert(
      fc.property(fc.array(bytes), (pieces) => {
        expect(concatenated(pieces)).toEqual(new Uint8Array(Buffer.concat(pieces)));
      }),
    );
  });

  it('are compared byte by byte, and what is the beginning of another comes before it', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        expect(Math.sign(compareBytes(one, other))).toBe(Buffer.compare(one, other));
        expect(Math.sign(compareBytes(one, concatenated([one, other])))).toBe(
          other.length > 0 ? -1 : 0,
        );
      }),
    );
  });

  it('come as a text however they are cut, and what is broken off at the end is told', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(5), (text, size) => {
        const whole = Buffer.from(text);
        const pieces = Array.from({ length: Math.ceil(whole.length / (size + 1)) }, (_, index) =>
          whole.subarray(index * (size + 1), (index + 1) * (size + 1)),
        );
        expect([...decodedPieces(pieces)].join('')).toBe(text);
      }),
    );
    expect([...decodedPieces([Buffer.from([0x61, 0xc3])])]).toEqual(['a', '\ufffd']);
    expect([...decodedPieces([Buffer.from('a')])]).toEqual(['a']);
  });
});
