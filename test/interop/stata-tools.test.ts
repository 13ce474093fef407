import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InstalledStata } from '../front/installed.ts';
import {
  hasVenv,
  MCP_STATA_SOURCE,
  programOf,
  TOOL_NAMES,
  type ToolName,
} from './stata-tools/venvs.ts';

/** A line at once, a second of silence, another line. */
const SLOW = 'display "one"\nsleep 1000\ndisplay "two"\n';
const WRONG = 'display "before"\ncsort x\ndisplay "after"\n';

const Heard = z.array(z.tuple([z.number(), z.number(), z.string(), z.string()]));

for (const tool of TOOL_NAMES) {
  if (!hasVenv(tool)) process.stdout.write(`skipped: ${tool}; npm run test:interop installs it\n`);
}

let stata: InstalledStata;

beforeAll(async () => {
  stata = await InstalledStata.create();
  await stata.write('slow.do', SLOW);
  await stata.write('wrong.do', WRONG);
}, 60_000);

afterAll(() => stata[Symbol.asyncDispose]());

describeTool('pytask-stata', () => {
  it('runs a do-file as a task, and finds the error in another one’s log', async () => {
    await stata.write(
      'task_all.py',
      [
        'from pathlib import Path',
        'from pytask import mark',
        '@mark.stata(script=Path("slow.do"))',
        'def task_slow(): ...',
        '@mark.stata(script=Path("wrong.do"))',
        'def task_wrong(): ...',
      ].join('\n'),
    );
    const { status, stdout } = await run('pytask-stata', 'pytask', []);
    expect(status).toBe(1);
    expect(stdout).toMatch(/1 +Succeeded/);
    expect(stdout).toMatch(/1 +Failed/);
    expect(stdout).toContain('command csort is unrecognized');
    expect(await stata.read('slow.log')).toContain('\ntwo\n');
  });
});

describeTool('pystata-x', () => {
  it('runs code, fails, and is broken from another thread', async () => {
    const ran = await run('pystata-x', 'python', [script('pystata-x.py'), stata.directory]);
    const calls = z
      .array(z.tuple([z.string(), z.number(), z.number()]))
      .parse(JSON.parse(lastLineOf(ran.stdout)));
    const [slow, wrong, broken, after] = calls;
    expect(slow?.[0]).toContain('one');
    expect(slow?.[0]).toContain('two');
    expect(slow?.[2]).toBeGreaterThanOrEqual(1000);
    expect(wrong).toMatchObject(['command csort is unrecognized\nr(199);', 199, expect.anything()]);
    expect(broken).toMatchObject(['--Break--\nr(1);', 1, expect.anything()]);
    expect(broken?.[2]).toBeLessThan(10_000);
    expect(after).toMatchObject(['4', 0, expect.anything()]);
  });
});

describeTool('stata-code', () => {
  it('runs do-files on its console backend, types the error, and kills what takes too long', async () => {
    const call = async (...args: readonly string[]) => {
      const all = ['run', '--backend', 'console', '--json', '--full-log', ...args];
      return (await run('stata-code', 'stata-code', all)).stdout;
    };
    const slow = JSON.parse(await call('slow.do'));
    expect(slow).toMatchObject({ ok: true, rc: 0 });
    expect(JSON.stringify(slow)).toContain('two');
    const wrong = JSON.parse(await call('wrong.do'));
    expect(wrong).toMatchObject({ ok: false, rc: 199, error: { kind: 'command_not_found' } });
    const late = JSON.parse(await call('--timeout-ms', '2500', '-e', 'sleep 30000'));
    expect(late).toMatchObject({ ok: false, error: { kind: 'timeout' } });
  });

  it('has a frame for each session on its pystata backend', async () => {
    const args = ['run', '--backend', 'pystata', '--json', '--session', 'work'];
    const code = ['-e', 'sysuse auto', '-e', 'summarize price'];
    const ran = JSON.parse((await run('stata-code', 'stata-code', [...args, ...code])).stdout);
    expect(ran).toMatchObject({ ok: true, stata: { backend: 'pystata' } });
    expect(ran).toMatchObject({
      dataset: { frame: 'work', n_obs: 74 },
      results: { r: { scalars: { N: 74 } } },
    });
  });
});

describeTool('stata-mcp', () => {
  it('finds Stata, runs do-files through a pipe, and sees the error', async () => {
    const call = (...args: readonly string[]) => run('stata-mcp', 'stata-mcp', args);
    const doctor = await call('doctor');
    expect(doctor.stdout).toMatch(/\[PASS\] stata_cli: .*stata-mp/);
    expect(doctor.stdout).toContain('[PASS] stata_execution: OK');
    const slow = await call('tool', 'do', stata.path('slow.do'), '--log-file-name', 'slow_log');
    expect(slow.stdout).toContain('There is no Stata return-code error');
    const wrong = await call('tool', 'do', stata.path('wrong.do'), '--log-file-name', 'wrong_log');
    expect(wrong.stdout).toContain('r(199)');
    const late = await call('tool', 'do', stata.path('late.do'), '--timeout', '2');
    expect(late.stdout + late.stderr).toMatch(/tim(ed|e) ?out/i);
  });

  beforeAll(() => stata.write('late.do', 'sleep 30000\n'));
});

describeTool('mcp-stata', () => {
  it('tells each line when it is said, fails, and breaks a task', async () => {
    const calls = [
      ['stata_run', { code: SLOW }],
      ['stata_run', { code: WRONG }],
      ['stata_run', { code: 'sleep 30000', background: true }],
      ['stata_control', { action: 'break', id: 'default' }],
      ['stata_run', { code: 'display 2 + 2' }],
    ] as const;
    const words = calls.flatMap(([tool, args]) => [tool, JSON.stringify(args)]);
    const heard = await listen('mcp-stata', 'mcp-calls.py', [
      programOf('mcp-stata', 'mcp-stata'),
      ...words,
    ]);
    const atOf = (call: number, text: RegExp): number =>
      heard.find((each) => each.call === call && text.test(each.text))?.atMs ?? Number.NaN;
    expect(atOf(0, /\ntwo/) - atOf(0, /\none/)).toBeGreaterThan(700);
    expect(textOf(heard, 1)).toContain('r(199);');
    expect(textOf(heard, 1)).not.toContain('\nafter');
    expect(atOf(4, /\n4\n/)).toBeLessThan(15_000);
  });
});

describe.skipIf(!existsSync(MCP_STATA_SOURCE))('mcp-stata’s own tests', () => {
  it('of streaming and of cancellation pass, end to end and unmodified', {
    timeout: 400_000,
  }, async () => {
    // Two at a time, and without its settings: they ask for a report of coverage.
    const options = ['-p', 'no:cacheprovider', '-o', 'addopts=', '-n', '2', '--dist', 'loadfile'];
    const folders = ['execution/cancellation', 'execution/streaming'];
    const { stdout, status } = await run('mcp-stata', 'python', [
      '-m',
      'pytest',
      ...options,
      ...folders.map((folder) => `${MCP_STATA_SOURCE}/tests/${folder}`),
    ]);
    expect({ stdout, status }).toMatchObject({
      stdout: expect.stringMatching(/\n=+ 26 passed(?!.*(?:skipped|failed))/),
      status: 0,
    });
  });
});

describe.each([
  ['nbstata', 'nbstata'],
  ['stata-kernel', 'stata_kernel'],
] as const)('%s', (tool, module) => {
  it.skipIf(!hasVenv(tool))(
    'shows each line when it is said, fails, and is interrupted',
    { timeout: 240_000 },
    async () => {
      const cells = [SLOW, 'csort x', 'interrupt after 1: sleep 30000', 'display 2 + 2'];
      // Its completions come from an ado-file of its own, which it puts on the ado-path.
      if (tool === 'stata-kernel') {
        cells.push('sysuse auto\nglobal wanted x', 'complete: list pri', 'complete: display $wan');
      }
      const heard = await listen(tool, 'jupyter.py', [module, ...cells]);
      const one = heard.find(({ call, text }) => call === 0 && text.includes('one\n'));
      const two = heard.find(({ call, text }) => call === 0 && text.includes('two\n'));
      expect((two?.atMs ?? 0) - (one?.atMs ?? 0)).toBeGreaterThan(700);
      const replies = heard.filter(({ kind }) => kind === 'reply');
      expect(replies.slice(0, 4).map(({ text }) => text)).toEqual(['ok', 'error', 'error', 'ok']);
      expect(replies[2]?.atMs).toBeLessThan(10_000);
      expect(textOf(heard, 1)).toContain('r(199);');
      expect(textOf(heard, 3)).toContain('4\n');
      const completions = heard.filter(({ kind }) => kind === 'matches').map(({ text }) => text);
      expect(completions).toEqual(tool === 'stata-kernel' ? ['price', 'wanted'] : []);
    },
  );
});

function describeTool(tool: ToolName, tests: () => void): void {
  describe.skipIf(!hasVenv(tool))(tool, { timeout: 240_000 }, tests);
}

function script(name: string): string {
  return fileURLToPath(new URL(`stata-tools/${name}`, import.meta.url));
}

/** Runs a program of a tool where Stata is to be found, and nothing of ours is in its way. */
function run(tool: ToolName, program: string, args: readonly string[]) {
  const env = {
    PATH: `${stata.directory}:${process.env.PATH ?? ''}`,
    STATA_PATH: stata.directory,
    STATA_CLI: `${stata.directory}/stata-mp`,
    STATA_MCP__IS_GUARD: 'false',
  };
  return stata.start(programOf(tool, program), args, { input: '', env }).ended;
}

async function listen(tool: ToolName, name: string, args: readonly string[]) {
  const { stdout, stderr } = await run(tool, 'python', [script(name), ...args]);
  const line = lastLineOf(stdout);
  if (!line.startsWith('[')) throw new Error(`${stdout}\n${stderr}`);
  return Heard.parse(JSON.parse(line)).map(([call, atMs, kind, text]) => ({
    call,
    atMs,
    kind,
    text,
  }));
}

function textOf(heard: Awaited<ReturnType<typeof listen>>, call: number): string {
  return heard
    .filter((each) => each.call === call)
    .map(({ text }) => text)
    .join('\n');
}

function lastLineOf(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
