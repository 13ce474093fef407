import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  bytesOfHex,
  compareBytes,
  concatenated,
  hexOf,
  utf8BytesOf,
  utf8LengthOf,
} from '../../src/timeline/utf8.ts';

it('Bytes are what they are in Node', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [bytes, otherBytes] = [utf8BytesOf(one), utf8BytesOf(other)];
      expect(Buffer.from(bytes)).toEqual(Buffer.from(one));
      expect(utf8LengthOf(one)).toBe(Buffer.byteLength(one));
      expect(Buffer.from(concatenated([bytes, otherBytes]))).toEqual(Buffer.from(one + other));
      expect(hexOf(bytes)).toBe(Buffer.from(one).toString('hex'));
      expect(bytesOfHex(hexOf(bytes))).toEqual(bytes);
      expect(Math.sign(compareBytes(bytes, otherBytes))).toBe(
        Buffer.compare(Buffer.from(one), Buffer.from(other)),
      );
    }),
  );
});
