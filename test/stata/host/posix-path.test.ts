import { posix } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePosix, resolvePosix } from '../../../src/stata/host/posix-path.ts';

it('Paths are what they are in Node', () => {
  const path = fc
    .array(fc.constantFrom('/', '.', '..', 'a', 'b.do', '.c'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(path, path, (from, to) => {
      const resolved = resolvePosix(`/${from}`, to);
      expect(resolved).toBe(posix.resolve(`/${from}`, to));
      const { dir, base, name } = posix.parse(resolved);
      expect(parsePosix(resolved)).toEqual({ dir, base, name });
    }),
  );
});
