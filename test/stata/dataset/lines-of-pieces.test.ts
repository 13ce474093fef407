import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOfPieces } from '../../../src/stata/dataset/lines-of-pieces.ts';

const PIECE = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n') });

it('Lines are the same, wherever their text is cut', () => {
  fc.assert(
    fc.property(fc.array(PIECE), (pieces) => {
      const text = pieces.join('');
      const lines = text.replace(/\n$/, '').split('\n');
      expect([...linesOfPieces(pieces)].flat()).toEqual(text === '' ? [] : lines);
    }),
  );
});
