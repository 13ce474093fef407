import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskDoFiles } from '../../src/server/disk-do-files.ts';

const readDoFile = (file: string, root: string) => new DiskDoFiles(root).readDoFile(file);

describe('do-files on the disk', () => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'fake-stata-')));
  const root = join(base, 'root');
  mkdirSync(join(root, 'sub'), { recursive: true });
  mkdirSync(join(base, 'root2'));
  for (const file of ['root/a.do', 'root/sub/b.do', 'root/..c.do', 'secret.do', 'root2/d.do']) {
    writeFileSync(join(base, file), file);
  }
  symlinkSync(join(base, 'secret.do'), join(root, 'link-out.do'));
  symlinkSync(join(root, 'a.do'), join(root, 'link-in.do'));
  symlinkSync(root, join(base, 'way-in'));

  it.each([
    ['a file in the root', join(root, 'a.do'), 'root/a.do'],
    ['a relative path', 'a.do', 'root/a.do'],
    ['a file further in', 'sub/../sub/b.do', 'root/sub/b.do'],
    ['a name that begins with dots', '..c.do', 'root/..c.do'],
    ['a link to a file inside', 'link-in.do', 'root/a.do'],
  ])('reads %s', (_what, file, content) => {
    expect(readDoFile(file, root).code).toBe(content);
  });

  it('refuses a file of more than 1 MiB, and says so', () => {
    writeFileSync(join(root, 'long.do'), 'x'.repeat(1024 * 1024 + 1));
    expect(() => readDoFile('long.do', root)).toThrow('File is too long: long.do');
    writeFileSync(join(root, 'long.do'), 'x'.repeat(1024 * 1024));
    expect(readDoFile('long.do', root).code).toHaveLength(1024 * 1024);
  });

  it('reads a file of a root that is itself a link, by either name', () => {
    const link = join(base, 'way-in');
    expect(readDoFile(join(link, 'a.do'), link).code).toBe('root/a.do');
    expect(readDoFile(join(root, 'a.do'), link).code).toBe('root/a.do');
  });

  it.each([
    ['a file elsewhere', join(base, 'secret.do')],
    ['a way out', relative(root, join(base, 'secret.do'))],
    ['a folder whose name begins alike', join(base, 'root2', 'd.do')],
    ['a link that leads out', 'link-out.do'],
    ['a file elsewhere that isn’t there', '/nowhere/at-all.do'],
  ])('refuses %s, and does not tell whether it is there', (_what, file) => {
    expect(() => readDoFile(file, root)).toThrow(`File is not in ${root}: ${file}`);
  });

  it.each([
    ['a file that isn’t there', 'nothing.do'],
    ['a folder', 'sub'],
    ['the root', '.'],
    ['a name that no file can have', 'a\0.do'],
  ])('finds no file in %s', (_what, file) => {
    expect(() => readDoFile(file, root)).toThrow(`File not found: ${file}`);
  });
});
