import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BlockWriter } from '../../src/front/block-writer.ts';

const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 30 });

it('writes the same bytes in the same order, in whole blocks but for the last', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, fc.nat({ max: 32 }), async (said, blockBytes) => {
      const written: Uint8Array[] = [];
      const writer = new BlockWriter(async (bytes) => void written.push(bytes), blockBytes);
      for (const bytes of said) await writer.put(bytes);
      const beforeEnd = written.length;
      await writer.flush();
      expect(Buffer.concat(written)).toEqual(Buffer.concat(said));
      if (blockBytes === 0) expect(written).toHaveLength(beforeEnd);
      else for (const each of written.slice(0, beforeEnd)) expect(each.length % blockBytes).toBe(0);
    }),
  );
});

it('says nothing until a block is full', async () => {
  const written: number[] = [];
  const writer = new BlockWriter(async (bytes) => void written.push(bytes.length), 4096);
  await writer.put(new Uint8Array(4095));
  expect(written).toEqual([]);
  await writer.put(new Uint8Array(2));
  expect(written).toEqual([4096]);
});
