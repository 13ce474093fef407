import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import type { Step } from '../../src/scenario/scenario.ts';
import { PROFILE_NAMES } from '../../src/server/profile.ts';
import { PROFILES } from '../../src/server/profiles.ts';
import { error, print, scenarioOf, wait } from '../scenario-of.ts';
import { connectAs } from './profile-rig.ts';

const UPSTREAM = ['stata-mcp@0.5.2', 'stata-mcp@0.3.5'] as const;
const TEST_STREAMING = await findScenario('test-streaming');

let file = '';
beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'test_streaming.do');
  await writeFile(file, '* nobody reads this\n');
});

describe.each(UPSTREAM)('stata_run_file of %s', (name) => {
  it('tells what was captured of the original, at its nominal times', async () => {
    await using rig = await connectAs(name, TEST_STREAMING);
    const { atMs, isError } = await rig.call('stata_run_file', { file_path: file, timeout: 60 });
    expect(rig.heard).toEqual([
      [0, 'notice', '▶️  Starting Stata execution: test_streaming.do'],
      [0, 0, 60, '▶️  Starting Stata execution: test_streaming.do'],
      [2000, 2, 60, '⏱️  2s elapsed / 60s timeout'],
      [
        2000,
        'notice',
        '⏱️  2s elapsed / 60s timeout\n\n(📁 Inspecting Stata log for new output...)',
      ],
      [
        2000,
        'notice',
        '⏱️  2s elapsed / 60s timeout\n\n📝 Recent output:\n  3.     sleep 2000\n  4. }\nIteration 1',
      ],
      [8000, 8, 60, '⏱️  8s elapsed / 60s timeout'],
      [
        8000,
        'notice',
        '⏱️  8s elapsed / 60s timeout\n\n(📁 Inspecting Stata log for new output...)',
      ],
      [
        8000,
        'notice',
        '⏱️  8s elapsed / 60s timeout\n\n📝 Recent output:\nIteration 2\nIteration 3\nIteration 4',
      ],
      [12_000, 'notice', '✅ Execution completed in 12.0s'],
    ]);
    expect({ atMs, isError }).toEqual({ atMs: 12_000, isError: false });
  });

  it('ticks once more at the look at which it also learns that the call is over', async () => {
    await using rig = await connectAs(name, scenarioOf([wait(12_500)]));
    await rig.call('stata_run_file', { file_path: file });
    expect(rig.heard.slice(-4)).toEqual([
      [14_000, 14, 600, '⏱️  14s elapsed / 600s timeout'],
      [14_000, 'notice', expect.stringContaining('Inspecting')],
      [14_000, 'notice', '⏱️  14s elapsed / 600s timeout'],
      [14_000, 'notice', '✅ Execution completed in 14.0s'],
    ]);
  });

  it('says that a file is not there, after two seconds and a success', async () => {
    await using rig = await connectAs(name, TEST_STREAMING);
    const missing = `${file}x`;
    const result = await rig.call('stata_run_file', { file_path: missing, timeout: 60 });
    expect(rig.heard.slice(2)).toEqual([
      [2000, 2, 60, '⏱️  2s elapsed / 60s timeout'],
      [2000, 'notice', '⏱️  2s elapsed / 60s timeout (initializing...)'],
      [2000, 'notice', '✅ Execution completed in 2.0s'],
    ]);
    const tried = name === 'stata-mcp@0.3.5' ? `. Tried these paths: ${missing}` : '';
    const text = `Error: File not found: ${missing}${tried}`;
    expect(result).toEqual({ atMs: 2000, isError: false, text });
  });
});

describe.each(PROFILE_NAMES)('a call of %s', (name) => {
  it('breaks Stata when it is cancelled, and is told nothing more', async () => {
    await using rig = await connectAs(name, scenarioOf([wait(60_000)]));
    const cancel = new AbortController();
    void rig.clock.sleep(5000).then(() => cancel.abort());
    const call = rig.client.callTool(
      { name: 'stata_run_file', arguments: { file_path: file } },
      undefined,
      { signal: cancel.signal },
    );
    await expect(rig.clock.runUntil(call)).rejects.toThrow();
    const heard = rig.heard.length;
    expect(rig.sessions.running()).toEqual([]);
    await rig.clock.runUntil(rig.clock.sleep(60_000));
    expect(rig.heard).toHaveLength(heard);
  });

  it('reads no file that is none', async () => {
    await using rig = await connectAs(name, TEST_STREAMING);
    for (const path of ['/dev/zero', '/', '']) {
      const { text } = await rig.call('stata_run_file', { file_path: path });
      expect(text).toMatch(`Error: File not found: ${path}`);
    }
  });
});

describe('the result of stata_run_file', () => {
  it('is what was captured of 0.5.2: the output without commands and the log’s head', async () => {
    await using rig = await connectAs('stata-mcp@0.5.2', TEST_STREAMING);
    const { text } = await rig.call('stata_run_file', { file_path: file });
    expect(text).toBe(
      `${'-'.repeat(79)}\n\nStarting test...\n\n` +
        'Iteration 1\nIteration 2\nIteration 3\nIteration 4\nIteration 5\n\nTest complete!',
    );
  });

  it('is what was captured of 0.3.5: the log, between a head and a foot', async () => {
    await using rig = await connectAs('stata-mcp@0.3.5', TEST_STREAMING);
    const { text } = await rig.call('stata_run_file', { file_path: file });
    expect(text).toBe(
      `>>> [2026-11-22 08:31:15] do '${file}'\n\n*** Execution completed in 10.5 seconds ***\n` +
        'Final output:\n      name:  <unnamed>\n       log:  /project/log\n  log type:  text\n' +
        ' opened on:  22 Nov 2026, 08:31:15\n\n. * Test file for SSE streaming\n\n' +
        '. display "Starting test..."\nStarting test...\n\n. forvalues i = 1/5 {\n' +
        '  2.     display "Iteration `i\'"\n  3.     sleep 2000\n  4. }\n' +
        'Iteration 1\nIteration 2\nIteration 3\nIteration 4\nIteration 5\n\n' +
        '. display "Test complete!"\nTest complete!\n\n. capture log close _all\n\n' +
        `Log file saved to: ${file.replace('.do', '_mcp.log')}`,
    );
  });

  it.each([
    [
      'stata-mcp@0.5.2',
      { isError: false, atMs: 10_000, text: 'Error: Command timeout after 3.0s' },
    ],
    [
      'stata-mcp@0.3.5',
      {
        isError: false,
        atMs: 4000,
        text: expect.stringMatching(
          /^>>> .*\nExecuting .* timeout: 3 seconds \(0\.1 minutes\)\.\.\.\n\n\*\*\* TIMEOUT: Execution exceeded 3 seconds \(0\.1 minutes\) \*\*\*\n\n\*\*\* ERROR: Operation timed out after 3 seconds \*\*\*\n$/,
        ),
      },
    ],
    [
      'fake-stata',
      {
        isError: true,
        atMs: 3000,
        text: 'Error: Command timeout after 3.0s\n\none\n--Break--\nr(1);',
      },
    ],
  ] as const)('tells of a timeout as %s does', async (name, expected) => {
    await using rig = await connectAs(name, scenarioOf([print('one'), wait(60_000)]));
    expect(await rig.call('stata_run_file', { file_path: file, timeout: 3 })).toEqual(expected);
    expect(rig.sessions.running()).toEqual([]);
  });

  it.each([
    ['stata-mcp@0.5.2', false, /^Error: invalid syntax\nr\(198\);$/],
    [
      'stata-mcp@0.3.5',
      false,
      /minutes\)\.\.\.\n\n\*\*\* ERROR: invalid syntax\nr\(198\); \*\*\*\n$/,
    ],
    ['fake-stata', true, /^one\ninvalid syntax\nr\(198\);$/],
  ] as const)('tells of an error as %s does', async (name, isError, text) => {
    await using rig = await connectAs(
      name,
      scenarioOf([print('one'), error(198, 'invalid syntax')]),
    );
    const result = await rig.call('stata_run_file', { file_path: file });
    expect(result).toMatchObject({ isError, text: expect.stringMatching(text) });
  });

  it('takes a timeout that is not positive for ten minutes', async () => {
    await using rig = await connectAs('fake-stata', scenarioOf([wait(700_000)]));
    const { atMs } = await rig.call('stata_run_file', { file_path: file, timeout: -1 });
    expect(atMs).toBe(600_000);
  });
});

describe('stata_run_selection', () => {
  const SCRIPT = [print('. display 1'), print('1'), wait(3000), print(''), print('')];

  it.each(UPSTREAM)('runs in silence in %s', async (name) => {
    await using rig = await connectAs(name, scenarioOf(SCRIPT));
    expect(await rig.call('stata_run_selection', { selection: 'display 1' })).toEqual({
      atMs: 3000,
      isError: false,
      text: '. display 1\n1',
    });
    expect(rig.heard).toEqual([]);
  });

  it.each([
    ['stata-mcp@0.5.2', [error(198, 'oh')], 'Error: oh\nr(198);'],
    ['stata-mcp@0.3.5', [error(198, 'oh')], 'Error running command: oh\nr(198);'],
    ['stata-mcp@0.5.2', [wait(1)], ''],
    ['stata-mcp@0.3.5', [wait(1)], 'Command executed successfully (no output)'],
  ] as const)('of %s puts things so: %#', async (name, script: readonly Step[], text) => {
    await using rig = await connectAs(name, scenarioOf(script));
    const result = await rig.call('stata_run_selection', { selection: '' });
    expect(result).toMatchObject({ isError: false, text });
  });
});

describe('the handshake and the tools', () => {
  it.each(UPSTREAM)('of %s declare no logging, and know no setLevel', async (name) => {
    await using rig = await connectAs(name, TEST_STREAMING);
    expect(rig.client.getServerCapabilities()).toEqual({
      experimental: {},
      tools: { listChanged: false },
    });
    expect(rig.client.getServerVersion()).toEqual({ name: 'Stata MCP Server', version: '1.18.0' });
    const setLevel = { method: 'logging/setLevel', params: { level: 'debug' } };
    await expect(rig.client.request(Object(setLevel), z.object({}))).rejects.toMatchObject({
      code: -32601,
    });
  });

  it.each([
    ['fake-stata', ['stata_run_selection', 'stata_run_file', 'stata_session']],
    ['stata-mcp@0.5.2', ['stata_run_selection', 'stata_run_file', 'stata_session']],
    ['stata-mcp@0.3.5', ['stata_run_selection', 'stata_run_file']],
  ] as const)('of %s are of its time', async (name, names) => {
    await using rig = await connectAs(name, TEST_STREAMING);
    const { tools } = await rig.client.listTools();
    expect(tools.map((tool) => tool.name)).toEqual(names);
    expect(tools).toEqual(PROFILES[name].tools);
  });

  it.each([
    ['stata_run_file', {}, "Input validation error: 'file_path' is a required property"],
    ['stata_run_file', { file_path: 1 }, "Input validation error: 1 is not of type 'string'"],
    [
      'stata_run_file',
      { file_path: 'a', timeout: 'soon' },
      "Input validation error: 'soon' is not of type 'integer'",
    ],
    ['stata_run_selection', {}, "Input validation error: 'selection' is a required property"],
    [
      'stata_session',
      { action: 'make' },
      "Input validation error: 'make' is not one of ['list', 'destroy']",
    ],
    ['nope', {}, 'Unknown tool: nope'],
  ])('of 0.5.2 refuse a call of %s with %j', async (tool, args, text) => {
    await using rig = await connectAs('stata-mcp@0.5.2', TEST_STREAMING);
    expect(await rig.call(tool, args)).toMatchObject({ isError: true, text });
  });

  it('of our own answer an unknown tool with an error', async () => {
    await using rig = await connectAs('fake-stata', TEST_STREAMING);
    await expect(rig.call('nope')).rejects.toMatchObject({ code: -32602 });
  });
});

describe('stata_session', () => {
  it('lists the sessions, and destroys one', async () => {
    await using rig = await connectAs('stata-mcp@0.5.2', scenarioOf([wait(1000)]));
    await rig.call('stata_run_selection', { selection: '', session_id: 'other' });
    const { text } = await rig.call('stata_session');
    expect(JSON.parse(text)).toEqual({
      sessions: [
        {
          session_id: 'default',
          state: 'ready',
          created_at: '2026-11-22T08:31:15',
          last_activity: '2026-11-22T08:31:15',
          is_busy: false,
          is_default: true,
          error: null,
        },
        {
          session_id: 'other',
          state: 'ready',
          created_at: '2026-11-22T08:31:15',
          last_activity: '2026-11-22T08:31:16',
          is_busy: false,
          is_default: false,
          error: null,
        },
      ],
      max_sessions: 100,
      available_slots: 98,
      multi_session_enabled: true,
    });
    const destroy = { action: 'destroy', session_id: 'other' };
    expect(JSON.parse((await rig.call('stata_session', destroy)).text)).toEqual({
      ...destroy,
      message: "Session 'other' destroyed successfully",
    });
    expect(await rig.call('stata_session', destroy)).toMatchObject({
      isError: false,
      text: 'Error: Session other not found',
    });
  });

  it.each([
    [{ action: 'destroy', session_id: 'default' }, 'Error: Cannot destroy default session'],
    [
      { action: 'destroy' },
      'Error: Missing required parameter: session_id (required for destroy action)',
    ],
  ])('refuses %j', async (args, text) => {
    for (const name of ['stata-mcp@0.5.2', 'fake-stata'] as const) {
      await using rig = await connectAs(name, TEST_STREAMING);
      const isError = name === 'fake-stata';
      expect(await rig.call('stata_session', args)).toMatchObject({ isError, text });
    }
  });
});

describe('a session that is busy', () => {
  it.each([
    ['stata-mcp@0.5.2', false, 'default (4.5s)'],
    ['fake-stata', true, 'default (4.5s)'],
  ] as const)('is said to be so, after a second, by %s', async (name, isError, which) => {
    await using rig = await connectAs(name, scenarioOf([wait(9000)]));
    const second = rig.clock
      .sleep(3500)
      .then(() => rig.begin('stata_run_selection', { selection: '' }));
    const first = rig.begin('stata_run_selection', { selection: '' });
    const both = await rig.clock.runUntil(Promise.all([first, second]));
    expect(both).toMatchObject([
      { atMs: 9000 },
      { atMs: 4500, isError, text: `Error: Session busy: ${which}` },
    ]);
  });
});

it('a file that finds its session busy in 0.5.2 is initializing, and then completed', async () => {
  await using rig = await connectAs('stata-mcp@0.5.2', scenarioOf([wait(9000)]));
  const first = rig.begin('stata_run_selection', { selection: '' });
  const second = rig.begin('stata_run_file', { file_path: file, timeout: 60 });
  const [, result] = await rig.clock.runUntil(Promise.all([first, second]));
  expect(result).toEqual({
    atMs: 2000,
    isError: false,
    text: 'Error: Session busy: default (1.0s)',
  });
  expect(rig.heard.slice(-2)).toEqual([
    [2000, 'notice', '⏱️  2s elapsed / 60s timeout (initializing...)'],
    [2000, 'notice', '✅ Execution completed in 2.0s'],
  ]);
});

it('profiles are known by their names, and only ours differs from an original', () => {
  for (const name of PROFILE_NAMES) expect(PROFILES[name].name).toBe(name);
  for (const name of UPSTREAM) expect(PROFILES[name].differences).toEqual([]);
  expect(PROFILES['fake-stata'].differences.length).toBeGreaterThan(5);
});
