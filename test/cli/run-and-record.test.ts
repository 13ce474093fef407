import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fakeStata } from './fake-stata.ts';

const FOLDER = await mkdtemp(join(tmpdir(), 'fake-stata-'));

async function file(name: string, text: string): Promise<string> {
  const path = join(FOLDER, name);
  await writeFile(path, text);
  return path;
}

describe('fake-stata run', () => {
  it('shows what Stata would show', async () => {
    const path = await file('a.do', 'display 1\nsleep 3600000\ndisplay 2\n');
    expect(await fakeStata('run', path, '--virtual')).toEqual({
      exitCode: 0,
      stdout: `. do "${path}"\n\n. display 1\n1\n\n. sleep 3600000\n\n. display 2\n2\n\n. \nend of do-file\n\n`,
      stderr: '',
    });
  });

  it('takes the tour', async () => {
    const { stdout, exitCode } = await fakeStata('run', 'scenarios/tour.do', '--virtual');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('R-squared: 0.504\n');
    expect(stdout).toContain('variable price already defined\n');
    expect(stdout).toContain('the return code was 110\n');
  });

  it('ends with 1 when the do-file fails', async () => {
    const path = await file('b.do', 'nonsense\n');
    const { stdout, exitCode } = await fakeStata('run', path, '--virtual');
    expect(stdout).toContain(
      'command nonsense is unrecognized\nr(199);\n\nend of do-file\nr(199);\n',
    );
    expect(exitCode).toBe(1);
  });

  it('writes in the working directory only', async () => {
    const path = await file('c.do', `file open f using "${FOLDER}/x.txt", write replace\n`);
    const { stdout, exitCode } = await fakeStata('run', path, '--virtual');
    expect(stdout).toContain('r(603);');
    expect(exitCode).toBe(1);
  });

  it.each([
    [['nowhere.do'], 'there is no do-file nowhere.do\n'],
    [['scenarios/tour.do', '--scenario', 'nowhere'], 'no scenario "nowhere"'],
  ])('says what is wrong with %j', async (args, message) => {
    const { stderr, exitCode } = await fakeStata('run', ...args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});

describe('fake-stata record', () => {
  const LOG = '. regress y x\n(a table)\n\n. display 1\n1\n\n';

  it('makes a scenario that is the log again, and says so', async () => {
    const log = await file('My session.log', LOG);
    const [yaml, code] = [join(FOLDER, 'a.yaml'), join(FOLDER, 'a.do')];
    const { stdout, exitCode } = await fakeStata('record', log, '-o', yaml, '--do', code);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      `${yaml}: 2 commands; the log tells no times: each command that says something takes as long ` +
        'as --delay says.\nReplayed, it is the log again, byte for byte.\n',
    );
    expect(await readFile(yaml, 'utf8')).toContain('name: my-session\n');
    expect((await fakeStata('scenarios', '--check', yaml)).exitCode).toBe(0);
    const { stdout: replayed } = await fakeStata('run', code, '--scenario', yaml, '--virtual');
    expect(replayed).toContain(LOG);
  });

  it('says where a replay differs, and what to do', async () => {
    const log = await file('odd.log', '. display 1\n1\n. display 2\n2\n\n');
    const yaml = join(FOLDER, 'b.yaml');
    const { stdout } = await fakeStata('record', log, '-o', yaml);
    expect(stdout).toContain('it differs from the log, first in line 3');
    const { stdout: whole } = await fakeStata('record', log, '-o', yaml, '--as', 'script');
    expect(whole).toContain('byte for byte');
  });

  it.each([
    [['nowhere.log', '-o', 'x.yaml'], 'cannot read nowhere.log: there is no such file'],
    [['README.md', '-o', '/nowhere/x.yaml'], 'cannot write /nowhere/x.yaml: '],
    [['README.md', '-o', 'x.yaml', '--as', 'song'], '--as must be commands or script, not "song"'],
    [['README.md', '-o', 'x.yaml', '--delay', '3'], '--delay must be a duration such as '],
    [['README.md'], "required option '-o, --output <file>' not specified"],
  ])('says what is wrong with %j', async (args, message) => {
    const { stderr, exitCode } = await fakeStata('record', ...args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});
