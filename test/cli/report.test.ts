import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { fakeStata, fakeStataServe } from './fake-stata.ts';

describe('fake-stata report', () => {
  it('tells a report in every other way, as contract itself does', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fake-stata-'));
    const inFolder = (name: string): string => join(folder, name);
    await using server = await fakeStataServe('--scenario', 'real-code', '--manager', 'buffered');
    vi.stubEnv('GITHUB_STEP_SUMMARY', inFolder('summary.md'));
    const contract = await fakeStata(
      ...['contract', server.url, '--tool', 'stata_run_selection', '--only', 'G01,T06', '--json'],
      ...['--junit', inFolder('first.xml')],
    );
    vi.unstubAllEnvs();
    expect(contract.exitCode).toBe(1);
    expect(await readFile(inFolder('first.xml'), 'utf8')).toContain('failures="1"');
    expect(await readFile(inFolder('summary.md'), 'utf8')).toContain('## The streaming contract');
    await writeFile(inFolder('r.json'), contract.stdout);
    const { exitCode, stdout } = await fakeStata(
      ...['report', inFolder('r.json'), '--junit', inFolder('r.xml')],
      ...['--markdown', inFolder('r.md'), '--svg', inFolder('drawn/here')],
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Broken: ');
    expect(await readFile(inFolder('r.xml'), 'utf8')).toContain('<testsuites name="The streaming');
    expect(await readFile(inFolder('r.md'), 'utf8')).toContain('## The streaming contract');
    const issue = await fakeStata('report', inFolder('r.json'), '--bug-report');
    expect(issue.stdout).toContain('--tool stata_run_selection --only G01');
  });

  it('prints the schema of reports', async () => {
    const { stdout } = await fakeStata('report', '--schema');
    expect(JSON.parse(stdout)).toMatchObject({ properties: { verdicts: { type: 'array' } } });
  });

  it.each([
    [['report'], 'give the file of a report, or --schema'],
    [['report', '/no/such/file'], 'cannot read /no/such/file'],
    [['report', 'package.json'], 'package.json is no report of “contract --json” at target'],
  ])('says what is wrong with %j', async (args, message) => {
    const { exitCode, stderr } = await fakeStata(...args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});
