import { execFileSync } from 'node:child_process';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fakeStata } from './fake-stata.ts';

const folder = mkdtempSync(join(tmpdir(), 'unreadable-'));
const [pipe, huge] = [join(folder, 'pipe'), join(folder, 'huge')];
execFileSync('bash', ['-c', `mkfifo '${pipe}'`]);
writeFileSync(huge, '');
// Sparse: it takes no room on the disk.
truncateSync(huge, 2 ** 31);
afterAll(() => rm(folder, { recursive: true }));

const FILES = [
  ['a device without an end', '/dev/zero', 'regular file'],
  ['a pipe that nobody writes to', pipe, 'regular file'],
  ['a file of gigabytes', huge, 'more than'],
  ['a folder', folder, 'folder'],
] as const;

const COMMANDS: readonly (readonly string[])[] = [
  ['record', '-o', join(folder, 'scenario.yaml')],
  ['contract', '--target'],
  ['report'],
  ['demo', '--virtual'],
  ['scenarios', '--check'],
];

describe.each(FILES)('%s', (_what, file, why) => {
  it.each(COMMANDS.map((args) => [args.join(' ').replace(folder, '…'), args] as const))(
    'is refused at once: %s',
    async (_command, args) => {
      const { exitCode, stderr } = await fakeStata(...args, file);
      expect(stderr).toContain(why);
      expect(exitCode).toBe(2);
    },
  );
});
