import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import { DiskFiles } from '../../../src/stata/host/disk-files.ts';
import type { FileStore } from '../../../src/stata/host/file-store.ts';
import { memoryHost } from '../../../src/stata/host/host.ts';
import { MemoryFiles } from '../../../src/stata/host/memory-files.ts';
import { StataSession } from '../../../src/stata/session/stata-session.ts';

/** What takes a path, which is put in place of the `@`. */
const COMMANDS =
  'cd @|mkdir @|rmdir @|erase @|rm @|confirm file @|confirm new file @|findfile @|which @|adopath + @|do @|run @|include @|save @|save @, replace|use @|append using @|merge 1:1 _n using @|import delimited using @|export delimited using @|file open f using @, read|file open f using @, write replace|log using @, replace|graph export @, replace as(png)|sysuse @|local x : dir @ files "*"|doedit @|@'.split(
    '|',
  );

const PATHS: Readonly<Record<string, string>> = {
  'a long name': 'a'.repeat(300),
  'a long path': 'a/'.repeat(3000),
  'a NUL': 'a\0b',
  'a folder': 'folder',
  'a link in a circle': 'circle/x',
  nothing: '',
  'a newline': 'a\nb',
};

function diskFiles(): FileStore {
  const workingDirectory = mkdtempSync(join(tmpdir(), 'fake-stata-'));
  mkdirSync(join(workingDirectory, 'folder'));
  symlinkSync('circle', join(workingDirectory, 'circle'));
  return new DiskFiles({ workingDirectory });
}

/** The return codes of all commands; one that is no error of Stata's ends it all. */
async function returnCodes(files: FileStore, path: string): Promise<readonly number[]> {
  const clock = new VirtualClock();
  const session = new StataSession({ clock, host: memoryHost({ files }) });
  const codes: number[] = [];
  const runAll = async (): Promise<void> => {
    for (const command of ['set obs 2', 'generate x = 1', ...COMMANDS]) {
      for await (const output of session.run(command.replace('@', () => `"${path}"`))) {
        if (output.kind === 'ended') codes.push(output.returnCode);
      }
    }
  };
  await clock.runUntil(runAll());
  return codes;
}

describe.each([
  ['on the disk', diskFiles],
  ['in memory', () => new MemoryFiles()],
])('whatever path is given %s', (_where, filesOf) => {
  it.each(Object.entries(PATHS))('%s is taken, or is an error of Stata', async (_what, path) => {
    const codes = await returnCodes(filesOf(), path);
    expect(codes).toHaveLength(2 + COMMANDS.length);
    expect(codes.filter((code) => code !== 0).length).toBeGreaterThan(5);
  });
});
