import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskFiles } from '../../../src/stata/host/disk-files.ts';
import { type FileStore, PIECE_BYTES } from '../../../src/stata/host/file-store.ts';
import { MemoryFiles } from '../../../src/stata/host/memory-files.ts';
import { OverlayFiles } from '../../../src/stata/host/overlay-files.ts';

const STORES: readonly (readonly [where: string, store: () => FileStore])[] = [
  ['in memory', () => new MemoryFiles()],
  ['on the disk', () => new DiskFiles({ workingDirectory: folder() })],
  ['over a folder of the disk', () => new OverlayFiles(folder())],
];

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'fake-stata-'));
}

describe.each(STORES)('files %s', (_where, store) => {
  it('are read in pieces of limited length, in whatever pieces they were written', () => {
    const files = store();
    const written = [1, 0, PIECE_BYTES + 1, 3 * PIECE_BYTES].map((length, at) =>
      new Uint8Array(length).fill(at + 1),
    );
    files.write('a', written);
    const read = [...files.pieces('a')];
    expect(Math.max(...read.map(({ length }) => length))).toBeLessThanOrEqual(PIECE_BYTES);
    expect(Buffer.concat(read).equals(Buffer.concat(written))).toBe(true);
    expect(Buffer.from(files.readBytes('a')).equals(Buffer.concat(written))).toBe(true);
  });

  it('that are not there have no pieces', () => {
    expect(() => [...store().pieces('a')]).toThrow(expect.objectContaining({ reason: 'missing' }));
  });
});
