import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTerminal } from '../terminal.ts';
import { fakeStata, MAIN } from './fake-stata.ts';

describe('fake-stata learn', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fake-stata-'));
    vi.stubEnv('XDG_STATE_HOME', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('asks before it runs, and runs only when it has been answered', async () => {
    const { stdout, exitCode } = await fakeStata('learn', '1');
    expect(stdout).toContain('When will the client hear the first line?');
    expect(stdout).toContain('Answer first: fake-stata learn 1 --answer a');
    expect(stdout).not.toContain('Stata said');
    expect(exitCode).toBe(0);
  });

  it('answers with what happened, and remembers what was right', async () => {
    const { stdout: wrong } = await fakeStata('learn', '1', '--answer', 'a');
    expect(wrong).toContain('Not this time. What happened: after 12 s, when all is over.');
    expect((await fakeStata('learn')).stdout).not.toContain('✓');
    const { stdout: right } = await fakeStata('learn', '1', '--answer', 'C');
    expect(right).toContain('Right: after 12 s, when all is over.');
    expect(right).toContain(`  12.0 s${' '.repeat(38)}iteration 1\n`);
    const { stdout: list } = await fakeStata('learn');
    expect(list).toContain('✓  1  A response is not a stream');
    expect(list).toContain('fake-stata learn 2 begins the next one.');
    expect((await fakeStata('learn', '--forget')).stdout).not.toContain('✓');
  });

  it('takes a memory that makes no sense for none', async () => {
    await fakeStata('learn', '1', '--answer', 'c');
    await writeFile(join(folder, 'fake-stata', 'learned.json'), '{"answered": "all"}');
    expect((await fakeStata('learn')).stdout).not.toContain('✓');
  });

  it('gives out what is to be repaired, once, and checks it', async () => {
    const file = join(folder, 'my-manager.ts');
    expect((await fakeStata('learn', '8', '--exercise', file)).stdout).toContain('yours to repair');
    const again = await fakeStata('learn', '2', '--exercise', file);
    expect([again.exitCode, again.stderr.includes('cannot begin')]).toEqual([2, true]);
    const { exitCode, stdout, stderr } = await fakeStata('learn', '--check', file);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('✗ Z05');
    expect(stderr).toMatch(/^1 of \d+ rules are broken$/m);
  });

  it('asks on a terminal until it is answered, and keeps what was right', async () => {
    await using learning = learn('1');
    await learning.shows(/Your answer: $/);
    learning.type('x\r');
    await learning.shows(/there is no answer x: choose one of a, b, c, d\r\nYour answer: $/);
    learning.type('c\r');
    expect(await learning.status).toBe(0);
    expect(learning.shown).toContain('Right: after 12 s, when all is over.');
    expect((await fakeStata('learn')).stdout).toContain('✓  1');
  });

  it('is left with Ctrl-C, and has learned nothing', async () => {
    await using learning = learn('1');
    await learning.shows(/Your answer: $/);
    learning.type('\u0003');
    expect(await learning.status).toBe(130);
    expect(learning.shown).toMatch(/Your answer: \s+$/);
    expect((await fakeStata('learn')).stdout).not.toContain('✓');
  });

  function learn(...args: readonly string[]) {
    return openTerminal(process.execPath, [MAIN, 'learn', ...args], { cwd: folder });
  }

  it.each([
    ['no lesson', ['11'], 'from 1 to 10'],
    ['no answer', ['1', '--answer', 'x'], 'choose one of a, b, c, d'],
    ['an empty answer', ['1', '--answer', ''], 'choose one of'],
    ['an exercise of no lesson', ['--exercise', 'x.ts'], 'needs the number'],
    ['an exercise that there is none of', ['5', '--exercise', 'x.ts'], 'nothing to repair'],
    ['a file that isn’t there', ['--check', '/nowhere/x.ts'], 'there is no file'],
  ])('refuses %s', async (_what, args, message) => {
    const { exitCode, stderr } = await fakeStata('learn', ...args);
    expect([exitCode, stderr.includes(message)]).toEqual([2, true]);
  });
});
