import { execFileSync } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeStata } from './fake-stata.ts';

const HOSTILE = `it's "here" $(touch hurt) \`touch hurt\` \\ \u001b[2J\nexport EVIL=1; #`;

it('fake-stata install prints lines that can be copied, wherever it installs', async () => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'fake-stata-install-')));
  try {
    const directory = join(root, HOSTILE);
    const { stdout } = await fakeStata('install', directory);
    expect(stdout).not.toContain('cc failed');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
    const lines = stdout.split('\n').filter((line) => line.startsWith('export '));
    const script = `${lines.join('\n')}\nprintf '%s\\0' "$STATA_PATH" "$STATA_CLI" "\${PATH%%:*}" "$EVIL"`;
    const said = execFileSync('bash', ['-c', script], { cwd: root, encoding: 'utf8' });
    const cli = join(directory, 'stata-mp');
    expect(said.split('\0')).toEqual([directory, cli, directory, '', '']);
    expect(execFileSync(cli, ['-q'], { input: 'display 6*7\n' }).toString()).toContain('42');
    const colon = await fakeStata('install', join(root, 'a:b'));
    expect(colon.stdout).toContain('PATH cannot name this folder');
  } finally {
    await rm(root, { recursive: true });
  }
});
