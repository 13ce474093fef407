import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAIN } from '../cli/fake-stata.ts';
import { InstalledStata } from './installed.ts';

const disk = mkdtempSync(join(tmpdir(), 'fake-stata-disk-'));

/** Why there is no disk of our own; null when there is one. */
const why = ((): string | null => {
  if (process.getuid?.() !== 0) return 'only root can mount a disk';
  try {
    execFileSync('sh', ['-c', 'mount -t tmpfs -o size=64k none "$1"', 'sh', disk], {
      stdio: 'pipe',
    });
    return null;
  } catch (error) {
    return `no disk can be mounted here: ${String(error).split('\n', 1)[0]}`;
  }
})();

/** More than there is room for. */
const TALK = 'forvalues i = 1/5000 {\n  display "line `i\' of many"\n}\n';

describe.skipIf(why !== null)(
  `on a disk that is full${why === null ? '' : ` (skipped: ${why})`}`,
  () => {
    let installed: InstalledStata;

    beforeAll(async () => {
      installed = await InstalledStata.create();
    }, 60_000);

    afterAll(async () => {
      await installed[Symbol.asyncDispose]();
      execFileSync('sh', ['-c', 'umount "$1"', 'sh', disk]);
      rmSync(disk, { recursive: true });
    });

    const batch = (file: string) =>
      installed.start('sh', [
        '-c',
        'cd "$1" && exec "$2" -b do "$3"',
        'sh',
        disk,
        join(installed.directory, 'stata-mp'),
        file,
      ]).ended;

    it('batch ends with status 0, says that its log is not whole, and keeps what there was room for', async () => {
      const file = await installed.write('talk.do', TALK);
      const { status, stderr } = await batch(file);
      expect([status, stderr]).toEqual([
        0,
        'r(693): I/O error writing talk.log: ENOSPC: no space left on device, write\n',
      ]);
      expect(readFileSync(join(disk, 'talk.log'), 'utf8')).toContain('display "line `i\' of many"');
      rmSync(join(disk, 'talk.log'));
    });

    it('a log of code’s own is closed with r(693), and what comes after it runs', async () => {
      const code = `log using "${disk}/own.log"\n${TALK}`;
      const file = await installed.write(
        'own.do',
        `capture noisily do inner.do\ndisplay "alive"\n`,
      );
      await installed.write('inner.do', code);
      const { status, stderr } = await installed.stata(['-b', 'do', file], {
        env: { FAKE_STATA_WRITABLE: disk },
      });
      expect([status, stderr]).toEqual([0, '']);
      const log = await installed.read('own.log');
      expect(log).toContain(`I/O error writing ${disk}/own.log; log is closed\n`);
      expect(log).toContain('\nalive\n');
      rmSync(join(disk, 'own.log'));
    });

    it('run says r(693), too, for a log and for data', async () => {
      const file = join(disk, 'x.do');
      const save = 'capture noisily save big\nerase big.dta\n';
      writeFileSync(file, `set obs 20000\ngenerate x = _n\n${save}log using l.log\n${TALK}`);
      const child = installed.start('sh', [
        '-c',
        'cd "$1" && exec "$2" "$3" run x.do --virtual',
        'sh',
        disk,
        process.execPath,
        MAIN,
      ]);
      const { status, stdout, stderr } = await child.ended;
      expect([status, stderr]).toEqual([1, '']);
      expect(stdout).toContain('I/O error writing big.dta\n');
      expect(stdout).toContain(`I/O error writing ${disk}/l.log; log is closed\nr(693);\n`);
    });
  },
);
