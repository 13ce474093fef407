import { mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskFiles } from '../../../src/stata/host/disk-files.ts';
import { FileFault } from '../../../src/stata/host/file-store.ts';

function folder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'fake-stata-')));
}

describe('DiskFiles', () => {
  it('reads, writes, adds, lists and removes in the working directory', () => {
    const workingDirectory = folder();
    const files = new DiskFiles({ workingDirectory });
    files.write('a.txt', 'one\n');
    files.append('a.txt', 'two\n');
    files.makeDirectory('sub');
    expect(files.read('a.txt')).toBe('one\ntwo\n');
    expect(files.list('.')).toEqual(['a.txt', 'sub']);
    expect([files.kindOf('a.txt'), files.kindOf('sub'), files.kindOf('b')]).toEqual([
      'file',
      'directory',
      'nothing',
    ]);
    files.changeDirectory('sub');
    expect(files.resolve('../a.txt')).toBe(join(workingDirectory, 'a.txt'));
    files.remove('../a.txt');
    expect(() => files.read('../a.txt')).toThrow(FileFault);
  });

  it('writes nowhere else, by no way', () => {
    const [inside, outside] = [folder(), folder()];
    writeFileSync(join(outside, 'precious'), 'precious');
    symlinkSync(join(outside, 'precious'), join(inside, 'link'));
    symlinkSync(join(outside, 'new'), join(inside, 'dangling'));
    symlinkSync(outside, join(inside, 'folder'));
    const files = new DiskFiles({ workingDirectory: inside });
    const ways = [
      join(outside, 'x'),
      '../x',
      'link',
      'dangling',
      'folder/x',
      'folder/precious',
      'sub/../../x',
    ];
    for (const way of ways) {
      expect(() => files.write(way, 'x'), way).toThrow(FileFault);
      expect(() => files.append(way, 'x'), way).toThrow(FileFault);
      expect(() => files.remove(way), way).toThrow(FileFault);
      expect(() => files.makeDirectory(way), way).toThrow(FileFault);
    }
    files.changeDirectory(outside);
    expect(() => files.write('x', 'x')).toThrow(FileFault);
    expect(new DiskFiles({ workingDirectory: outside }).list('.')).toEqual(['precious']);
    expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('precious');
  });

  it('writes to other folders that were named', () => {
    const [inside, other] = [folder(), folder()];
    const files = new DiskFiles({ workingDirectory: inside, writable: [inside, other] });
    files.write(join(other, 'a'), 'a');
    expect(files.read(join(other, 'a'))).toBe('a');
  });
});
