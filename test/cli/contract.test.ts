import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/contract/rules/rules.ts';
import { fakeStata, fakeStataServe } from './fake-stata.ts';

describe('fake-stata contract', () => {
  it('judges what it is asked to judge, and ends with 1 when a rule is broken', async () => {
    await using server = await fakeStataServe('--scenario', 'real-code', '--manager', 'buffered');
    const { exitCode, stdout } = await fakeStata(
      ...['contract', server.url, '--tool', 'stata_run_selection', '--only', 'T06,G01,S05'],
    );
    expect(stdout).toContain('stata_run_selection · MCP 2025-11-25');
    expect(stdout).toContain('G01  GET is answered by an event stream, or by 405.');
    expect(stdout).toContain('Kept (2)\n       T06 S05');
    expect(stdout).toContain('Broken: G01');
    expect(exitCode).toBe(1);
  });

  it('ends with 0 when all is kept, and prints one object with --json', async () => {
    await using server = await fakeStataServe('--scenario', 'real-code');
    const { exitCode, stdout } = await fakeStata(
      ...[
        'contract',
        server.url,
        '--tool',
        'stata_run_selection',
        '--only',
        'T06,Z10,H01',
        '--skip',
        'H01=tried elsewhere',
        '--json',
      ],
    );
    expect(JSON.parse(stdout)).toMatchObject({
      verdicts: [
        { ruleId: 'T06', outcome: 'pass' },
        { ruleId: 'Z10', outcome: 'pass' },
      ],
    });
    expect(exitCode).toBe(0);
  });

  it('judges what has no sessions by the rules of 2026-07-28, and probes it', async () => {
    await using server = await fakeStataServe('--scenario', 'real-code');
    const call = [server.url, '--tool', 'stata_run_selection'];
    const version = ['--protocol-version', '2026-07-28'];
    const judged = await fakeStata('contract', ...call, ...version, '--only', 'G01,V05,V06');
    expect(judged.stdout).toContain('stata_run_selection · MCP 2026-07-28');
    expect(judged.stdout).toContain('Kept (2)\n       V05 V06');
    expect(judged.stdout).toContain('Not applicable (1)\n       G01');
    const probed = await fakeStata(
      'probe',
      ...call,
      ...version,
      '--args',
      '{"selection":"display 2"}',
    );
    expect(probed.stdout).toContain('Event #1');
    const reason = 'no MCP server without sessions, as 2026-07-28 has it';
    const legacy = server.url.replace('/mcp-streamable', '/mcp');
    const refused = await fakeStata('probe', legacy, ...call.slice(1), ...version);
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining(reason)]);
  });

  it('ends with 2 when the tool doesn’t do what it is told, and says so', async () => {
    await using server = await fakeStataServe('--scenario', 'one-line-at-the-end', '--speed', '60');
    const { exitCode, stdout } = await fakeStata(
      ...['contract', server.url, '--tool', 'stata_run_selection', '--only', 'Z01'],
    );
    expect(stdout).toContain('the tool doesn’t do what it is told');
    expect(exitCode).toBe(2);
  });

  it('says what was left out, and why', async () => {
    await using server = await fakeStataServe('--scenario', 'real-code');
    const { stdout } = await fakeStata(
      ...['contract', server.url, '--tool', 'stata_run_selection', '--only', 'T06,H01,S05'],
      ...['--skip', 'h01=a proxy sees to it,S05'],
    );
    expect(stdout).toContain('Kept (1)\n       T06\n');
    expect(stdout).toContain('Left out: H01 (a proxy sees to it), S05.');
  });

  it('explains a rule', async () => {
    for (const { id, says } of RULES) {
      const { exitCode, stdout } = await fakeStata('contract', '--explain', id.toLowerCase());
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(says);
      expect(exitCode).toBe(0);
    }
  });

  it.each([
    [['contract'], 'give the URL of a server, or a --target file'],
    [['contract', 'http://127.0.0.1:1/mcp'], 'give a --tool'],
    [['contract', 'http://127.0.0.1:1/mcp', '--tool', 'x'], 'no MCP server answers at'],
    [['contract', 'ftp://x', '--tool', 'x'], 'An endpoint is a URL'],
    [['contract', '--only', 'Z99'], 'There is no rule "Z99": choose from T01'],
    [['contract', '--budget', '60'], 'A duration is a number and a unit'],
    [['contract', '--target', '/no/such/file'], 'cannot read /no/such/file'],
    [['contract', '--protocol-version', '1'], 'A version is one of 2025-03-26'],
  ])('says what is wrong with %j', async (args, message) => {
    const { exitCode, stderr } = await fakeStata(...args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });

  it('begins a target file that it can read itself', async () => {
    await using server = await fakeStataServe('--scenario', 'real-code');
    const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'target.yaml');
    const tool = ['--tool', 'stata_run_selection'];
    const init = await fakeStata('contract', 'init', server.url, ...tool, '--out', file);
    expect(init.exitCode).toBe(0);
    const wrong = await fakeStata('contract', 'init', server.url, '--tool', 'nope');
    expect(wrong.stderr).toContain('has no tool "nope": its tools are stata_run_selection');
    expect(await readFile(file, 'utf8')).toContain('argument: selection');
    const { exitCode } = await fakeStata('contract', '--target', file, '--only', 'T06');
    expect(exitCode).toBe(0);
  });

  it('says what is wrong with a target file, and where', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'target.yaml');
    await writeFile(file, 'url: nowhere\nstimulus:\n  kind: fixed\n  tol: x\n');
    const { exitCode, stderr } = await fakeStata('contract', '--target', file);
    expect(stderr).toContain(`${file}:1:6: url must be a URL that begins with http:// or https://`);
    expect(stderr).toContain('unknown key "tol"');
    expect(stderr).toContain('Did you mean "tool"?');
    expect(exitCode).toBe(2);
  });

  it('starts a server for as long as it is judged, has do-files run, and leaves nothing behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fake-stata-'));
    const file = join(folder, 'target.yaml');
    const url = 'http://127.0.0.1:4187/mcp-streamable';
    const serve = `${process.execPath} src/cli/main.ts serve --port 4187 --root ${folder}`;
    const stimulus = `{ kind: stata, tool: stata_run_file, argument: file_path, folder: ${folder} }`;
    await writeFile(
      file,
      `url: ${url}\ncommand: ${serve} & wait\nshell: true\nstimulus: ${stimulus}\n`,
    );
    const { exitCode, stderr } = await fakeStata('contract', '--target', file, '--only', 'T06,Z09');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['target.yaml']);
  });

  it('tells what a server that won’t start has said', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'target.yaml');
    await writeFile(
      file,
      'url: http://127.0.0.1:1/mcp\ncommand: "echo no licence >&2; exit 3"\nshell: true\nstimulus: { tool: x }\n',
    );
    const { exitCode, stderr } = await fakeStata('contract', '--target', file);
    expect(stderr).toContain('the server that was started has ended (exit code 3):\nno licence');
    expect(exitCode).toBe(2);
  });
});
