import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import { FileFault } from '../../../src/stata/host/file-store.ts';
import { memoryHost } from '../../../src/stata/host/host.ts';
import { MemoryFiles } from '../../../src/stata/host/memory-files.ts';
import { StataSession } from '../../../src/stata/session/stata-session.ts';
import { Rig } from '../run-do.ts';

/** Files that take no more once they are full. */
class FullFiles extends MemoryFiles {
  isFull = false;

  override append(path: string, text: string): void {
    if (this.isFull) throw new FileFault('failed', path);
    super.append(path, text);
  }
}

/** A session with a log, after which the disk is full. */
async function withFullLog() {
  const files = new FullFiles();
  const clock = new VirtualClock();
  const session = new StataSession({ clock, host: memoryHost({ files }) });
  const run = async (code: string): Promise<string> => {
    let said = '';
    for await (const output of session.run(code)) {
      if (output.kind === 'output') said += output.text;
      if (output.kind === 'error') said += `${output.message}\nr(${output.returnCode});\n`;
    }
    return said;
  };
  await clock.runUntil(run('log using a.log\ndisplay 1\n'));
  files.isFull = true;
  return { files, run: (code: string) => clock.runUntil(run(code)) };
}

const FAULT = 'I/O error writing /work/a.log; log is closed\nr(693);\n';

describe('a log that can’t be written is closed with r(693), and the session lives', () => {
  it.each([
    ['a command', 'display 2\n'],
    ['one that takes time', 'sleep 10\ndisplay 2\n'],
    ['log close', 'log close\n'],
    ['log off', 'log off\n'],
    ['very many', "forvalues i = 1/3000 {\ndisplay `i'\n}\n"],
  ])('in the midst of %s', async (_what, code) => {
    const { run } = await withFullLog();
    expect(await run(code)).toContain(FAULT);
    expect(await run('display 3\n')).toBe('. display 3\n3\n\n');
    expect(await run('log query\n')).toContain('(no log file open)');
  });

  it('as soon as it is full, with what was written before', async () => {
    const { run, files } = await withFullLog();
    const before = files.read('a.log');
    expect(before).toContain('. display 1\n1\n');
    await run('display 2\n');
    expect(files.read('a.log')).toBe(before);
  });

  it('which code can catch', async () => {
    const { run } = await withFullLog();
    expect(await run('capture log close\ndisplay _rc\n')).toContain('\n693\n');
  });

  it('when files in memory are full', async () => {
    const rig = new Rig();
    await rig.run('log using a.log\n');
    rig.files.write('much', 'x'.repeat(64 * 1024 * 1024 - 2000));
    expect(await rig.run(`display "${'y'.repeat(4000)}"\n`)).toContain(FAULT);
    expect(await rig.run('display 3\n')).toBe('. display 3\n3\n\n');
  });
});
