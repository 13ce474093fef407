import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utf8BytesOf, utf8LengthOf } from '../../src/timeline/utf8.ts';

it('A text is measured as long as it is written, halves of characters too', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(fc.constantFrom('\ud83d', '\ude00', 'é'), fc.string({ unit: 'binary' })),
      }),
      (text) => {
        expect(utf8LengthOf(text)).toBe(utf8BytesOf(text).length);
      },
    ),
  );
});
