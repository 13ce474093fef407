import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { OverlayFiles } from '../../../src/stata/host/overlay-files.ts';

let root: string;
let files: OverlayFiles;

beforeEach(() => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'fake-stata-')));
  root = join(base, 'root');
  mkdirSync(join(root, 'sub'), { recursive: true });
  writeFileSync(join(root, 'a.do'), 'display 1\n');
  writeFileSync(join(base, 'secret'), 'secret');
  symlinkSync(join(base, 'secret'), join(root, 'way-out'));
  files = new OverlayFiles(root);
});

describe('a folder that code of strangers sees', () => {
  it('can be read, and walked about in', () => {
    expect(files.read('a.do')).toBe('display 1\n');
    files.changeDirectory('sub');
    expect(files.workingDirectory).toBe(join(root, 'sub'));
    expect(files.read('../a.do')).toBe('display 1\n');
    expect(files.list('..')).toEqual(['a.do', 'sub', 'way-out']);
  });

  it('takes what is written, and keeps it from the disk', () => {
    files.write('a.do', 'display 2\n');
    files.append('sub/log.log', 'one\n');
    files.append('sub/log.log', 'two\n');
    expect(files.read('a.do')).toBe('display 2\n');
    expect(files.read('sub/log.log')).toBe('one\ntwo\n');
    expect(files.list('sub')).toEqual(['log.log']);
    expect(readFileSync(join(root, 'a.do'), 'utf8')).toBe('display 1\n');
  });

  it('adds to a file of the disk without touching that', () => {
    files.append('a.do', 'display 2\n');
    expect(files.read('a.do')).toBe('display 1\ndisplay 2\n');
    expect(readFileSync(join(root, 'a.do'), 'utf8')).toBe('display 1\n');
  });

  it('gives back a file of the disk when what was written over it is removed, and removes no other', () => {
    files.write('a.do', 'display 2\n');
    files.remove('a.do');
    expect(files.read('a.do')).toBe('display 1\n');
    expect(() => files.remove('a.do')).toThrow(expect.objectContaining({ reason: 'denied' }));
    expect(() => files.remove('b.do')).toThrow(expect.objectContaining({ reason: 'missing' }));
  });

  it.each(['../secret', '/etc/passwd', 'way-out'])('has nothing at %s', (path) => {
    expect(files.kindOf(path)).toBe('nothing');
    expect(() => files.read(path)).toThrow(expect.objectContaining({ reason: 'missing' }));
  });

  it.each(['../x', '/tmp/x'])('takes nothing at %s', (path) => {
    expect(() => files.write(path, 'x')).toThrow(expect.objectContaining({ reason: 'denied' }));
    expect(() => files.append(path, 'x')).toThrow(expect.objectContaining({ reason: 'denied' }));
  });

  it('has no way out', () => {
    expect(() => files.changeDirectory('..')).toThrow(
      expect.objectContaining({ reason: 'missing' }),
    );
  });

  it('holds 64 MiB and no more', () => {
    // Names count too.
    const half = new Uint8Array(32 * 1024 * 1024 - 100);
    files.write('a', [half]);
    files.write('b', [half]);
    expect(() => files.append('c', 'x'.repeat(200))).toThrow(
      expect.objectContaining({ reason: 'failed' }),
    );
    files.remove('b');
    files.append('c', 'x');
  });

  it('has folders that were made, to go into', () => {
    files.makeDirectory('made');
    files.changeDirectory('made');
    expect(files.workingDirectory).toBe(join(root, 'made'));
    files.write('x', '1');
    files.changeDirectory('..');
    expect(files.read('made/x')).toBe('1');
  });

  it('leads to nothing that is above', () => {
    for (const folder of ['..', '/', '/etc', '../..']) {
      expect(() => files.changeDirectory(folder)).toThrow();
    }
  });
});
