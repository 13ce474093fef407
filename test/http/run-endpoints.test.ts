import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import { PROFILE_NAMES } from '../../src/server/profile.ts';
import { error, print, scenarioOf, wait } from '../scenario-of.ts';
import { LOG_END, LOG_HEAD, LOG_START } from '../server/log-of-test-streaming.ts';
import { apiAs, dataOf } from './api-rig.ts';

const TEST_STREAMING = await findScenario('test-streaming');
const TEXT = 'text/plain; charset=utf-8';

let file = '';
beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'test_streaming.do');
  await writeFile(file, '* nobody reads this\n');
});

describe('GET /run_file/stream', () => {
  const ask = (more = '') => `GET /run_file/stream?file_path=${file}${more}`;

  it('has the headers that were captured', async () => {
    for (const name of PROFILE_NAMES) {
      const api = apiAs(name, TEST_STREAMING);
      const response = await api.open(ask());
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toEqual({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
        'x-accel-buffering': 'no',
      });
    }
  });

  it('sends what was captured of 0.5.2, at its nominal times', async () => {
    const api = apiAs('stata-mcp@0.5.2', TEST_STREAMING);
    expect(dataOf(await api.listen(ask('&timeout=60')))).toEqual([
      '0 Starting execution of test_streaming.do...',
      ...[...LOG_HEAD, ...LOG_START].map((line) => `500 ${line}`),
      '2500 Iteration 2',
      '4500 Iteration 3',
      '6500 Iteration 4',
      '8500 Iteration 5',
      ...LOG_END.map((line) => `10500 ${line}`),
      '10500 *** Execution completed ***',
    ]);
  });

  it('sends what was captured of 0.3.5, at its nominal times', async () => {
    const api = apiAs('stata-mcp@0.3.5', TEST_STREAMING);
    expect(dataOf(await api.listen(ask('&timeout=60')))).toEqual([
      '0 Starting execution of test_streaming.do...',
      '2000 Executing... 2.0s elapsed',
      '4000 Executing... 4.0s elapsed',
      '6000 Executing... 6.0s elapsed',
      '8000 Executing... 8.0s elapsed',
      '10000 Executing... 10.0s elapsed',
      `10600 >>> [2026-11-22 08:31:15] do '${file}'\\n\\n*** Execution completed in 10.5 seconds ***\\nFinal output:\\n      name:  <unnamed>\\n       log:  /project/log\\n  log type:  text\\n opened on:  22 Nov 2026, 08:31:15\\n\\n. * Test file for SSE streaming`,
      '10650 \\n. display "Starting test..."\\nStarting test...\\n\\n. forvalues i = 1/5 {\\n  2.     display "Iteration `i\'"\\n  3.     sleep 2000\\n  4. }\\nIteration 1\\nIteration 2',
      `10700 Iteration 3\\nIteration 4\\nIteration 5\\n\\n. display "Test complete!"\\nTest complete!\\n\\n. capture log close _all\\n\\nLog file saved to: ${file.replace('.do', '_mcp.log')}`,
      '10750 *** Execution completed ***',
    ]);
  });

  it('sends each line at once when it is our own', async () => {
    const api = apiAs('fake-stata', TEST_STREAMING);
    expect(dataOf(await api.listen(ask()))).toEqual([
      '0 Starting execution of test_streaming.do...',
      ...[...LOG_HEAD, ...LOG_START].map((line) => `0 ${line}`),
      '2000 Iteration 2',
      '4000 Iteration 3',
      '6000 Iteration 4',
      '8000 Iteration 5',
      ...LOG_END.map((line) => `10000 ${line}`),
      '10000 *** Execution completed ***',
    ]);
  });

  it.each([
    ['stata-mcp@0.5.2', String.raw`500 a\\b`],
    ['fake-stata', String.raw`0 a\b`],
  ] as const)('writes a backslash as %s does', async (name, line) => {
    const api = apiAs(name, scenarioOf([print(String.raw`a\b`)]));
    expect(dataOf(await api.listen(ask()))[1]).toBe(line);
  });

  it.each([
    // Nothing but success: the log has what Stata said.
    [
      'stata-mcp@0.5.2',
      ['500 one', '500 invalid syntax', '500 r(198);', '500 *** Execution completed ***'],
    ],
    ['fake-stata', ['0 one', '0 invalid syntax', '0 r(198);', '0 ERROR: Stata ended with r(198);']],
  ] as const)('tells of an error as %s does', async (name, expected) => {
    const api = apiAs(name, scenarioOf([print('one'), error(198, 'invalid syntax')]));
    expect(dataOf(await api.listen(ask())).slice(1)).toEqual(expected);
  });

  it.each([
    ['stata-mcp@0.5.2', '500 *** Execution completed ***'],
    ['fake-stata', '0 ERROR: File not found: /no/such.do'],
  ] as const)('tells of a missing file as %s does', async (name, expected) => {
    const api = apiAs(name, TEST_STREAMING);
    const events = dataOf(await api.listen('GET /run_file/stream?file_path=/no/such.do'));
    expect(events).toEqual(['0 Starting execution of such.do...', expected]);
  });

  it.each([
    [
      'stata-mcp@0.5.2',
      [
        '500 one',
        '3500 ERROR: Execution timed out after 3s',
        '8500 ERROR: Failed to get execution result (timeout)',
      ],
    ],
    [
      'stata-mcp@0.3.5',
      [
        '2000 Executing... 2.0s elapsed',
        '3100 ERROR: Execution timed out after 3s',
        expect.stringMatching(/^3500 >>> .*TIMEOUT: Execution exceeded 3 seconds/),
        '3550 *** Execution completed ***',
      ],
    ],
    [
      'fake-stata',
      ['0 one', '3000 --Break--', '3000 r(1);', '3000 ERROR: Execution timed out after 3s'],
    ],
  ] as const)('tells of a timeout as %s does', async (name, expected) => {
    const api = apiAs(name, scenarioOf([print('one'), wait(60_000)]));
    expect(dataOf(await api.listen(ask('&timeout=3'))).slice(1)).toEqual(expected);
  });

  it('tells of a run in 0.5.2 that ends just after its time is up', async () => {
    const api = apiAs('stata-mcp@0.5.2', scenarioOf([wait(4200), print('late')]));
    expect(dataOf(await api.listen(ask('&timeout=3'))).slice(1)).toEqual([
      '3500 ERROR: Execution timed out after 3s',
      '4200 late',
      '4200 *** Execution completed ***',
    ]);
  });

  it('shows a run that is stopped to the end, and is over then', async () => {
    const api = apiAs('stata-mcp@0.5.2', TEST_STREAMING);
    void api.clock.sleep(3000).then(() => api.begin('POST /stop_execution'));
    expect(dataOf(await api.listen(ask())).slice(-3)).toEqual([
      '3500 --Break--',
      '3500 r(1);',
      '3500 *** Execution completed ***',
    ]);
  });

  it.each(PROFILE_NAMES)('runs on in %s when its client has gone', async (name) => {
    const api = apiAs(name, scenarioOf([print('one'), wait(4000), print('two')]));
    const leave = async (): Promise<void> => {
      const reader = (await api.open(ask())).body?.getReader();
      await reader?.read();
      await reader?.cancel();
      await api.clock.sleep(10_000);
    };
    await api.clock.runUntil(leave());
    expect(api.said.slice(-2)).toMatchObject([{ text: 'two\n', atMs: 4000 }, { kind: 'ended' }]);
    expect(api.sessions.running()).toEqual([]);
  });

  it('holds Stata back while nobody takes its words, when it is our own', async () => {
    const api = apiAs('fake-stata', scenarioOf([print('one'), print('two'), print('three')]));
    const read = async (): Promise<void> => {
      const reader = (await api.open(ask())).body?.getReader();
      await reader?.read();
      await reader?.read();
      await api.clock.sleep(1000);
    };
    await api.clock.runUntil(read());
    expect(api.said.map((each) => ('text' in each ? each.text : each.kind))).toEqual([
      'started',
      'one\n',
    ]);
  });

  it('makes one event of whatever a file is called', async () => {
    const api = apiAs('fake-stata', TEST_STREAMING);
    const events = await api.listen('GET /run_file/stream?file_path=a%0A%0Aevent:%20x');
    expect(events[0]).toEqual([0, 'data: Starting execution of a\ndata: \ndata: event: x...\n\n']);
  });
});

describe('GET /run_selection/stream', () => {
  it.each([
    ['stata-mcp@0.5.2', ['0 ', '500 1', '1000 *** Execution completed ***']],
    ['fake-stata', ['0 ', '0 1', '700 *** Execution completed ***']],
  ] as const)('begins with nothing in %s', async (name, expected) => {
    const api = apiAs(name, scenarioOf([print('1'), wait(700)]));
    expect(dataOf(await api.listen('GET /run_selection/stream?selection=x'))).toEqual(expected);
  });

  it('was not there in 0.3.5', async () => {
    const api = apiAs('stata-mcp@0.3.5', TEST_STREAMING);
    expect(await api.ask('GET /run_selection/stream?selection=x')).toMatchObject({ status: 404 });
  });
});

describe('GET /run_file', () => {
  it.each([
    [
      'stata-mcp@0.5.2',
      10_000,
      /^-+\n\nStarting test\.\.\.\n\nIteration 1\n[\s\S]*\nTest complete!$/,
    ],
    ['stata-mcp@0.3.5', 10_500, /^>>> \[2026-11-22 08:31:15\] do '[\s\S]*_mcp\.log$/],
    ['fake-stata', 10_000, /^-+\n {6}name: [\s\S]*\. capture log close _all$/],
  ] as const)('answers with the text of %s when all is over', async (name, atMs, body) => {
    const reply = await apiAs(name, TEST_STREAMING).ask(`GET /run_file?file_path=${file}`);
    expect(reply).toEqual({ atMs, status: 200, type: TEXT, body: expect.stringMatching(body) });
  });

  it.each([
    ['stata-mcp@0.5.2', 'Error: invalid syntax\nr(198);'],
    ['fake-stata', 'Error: one\ninvalid syntax\nr(198);'],
  ] as const)('answers 200 to what fails, as %s does', async (name, body) => {
    const api = apiAs(name, scenarioOf([print('one'), error(198, 'invalid syntax')]));
    expect(await api.ask(`GET /run_file?file_path=${file}`)).toMatchObject({ status: 200, body });
    const missing = await api.ask('GET /run_file?file_path=/no/such.do');
    expect(missing).toMatchObject({ status: 200, body: 'Error: File not found: /no/such.do' });
  });

  it.each(['-1', '0', ''])('takes a timeout of %j for ten minutes', async (timeout) => {
    const api = apiAs('fake-stata', scenarioOf([wait(700_000)]));
    const query = timeout === '' ? '' : `&timeout=${timeout}`;
    const { atMs, body } = await api.ask(`GET /run_file?file_path=${file}${query}`);
    expect([atMs, body]).toEqual([
      600_000,
      'Error: Command timeout after 600.0s\n\n--Break--\nr(1);',
    ]);
  });

  it('answers 422 to what does not fit, as FastAPI does', async () => {
    const api = apiAs('stata-mcp@0.5.2', TEST_STREAMING);
    const missing = await api.ask('GET /run_file');
    expect([missing.status, missing.type]).toEqual([422, 'application/json']);
    expect(missing.body).toBe(
      '{"detail":[{"type":"missing","loc":["query","file_path"],"msg":"Field required","input":null}]}',
    );
    for (const path of ['/run_file', '/run_file/stream']) {
      const soon = await api.ask(`GET ${path}?file_path=a&timeout=soon`);
      expect(JSON.parse(soon.body)).toEqual({
        detail: [
          {
            type: 'int_parsing',
            loc: ['query', 'timeout'],
            msg: 'Input should be a valid integer, unable to parse string as an integer',
            input: 'soon',
          },
        ],
      });
    }
  });

  it('answers 405 to other methods, as FastAPI does', async () => {
    const reply = await apiAs('stata-mcp@0.5.2', TEST_STREAMING).ask('POST /run_file');
    expect(reply).toMatchObject({ status: 405, body: '{"detail":"Method Not Allowed"}' });
  });
});

describe('POST /run_selection', () => {
  it('answers with the text of a selection', async () => {
    const api = apiAs('stata-mcp@0.5.2', scenarioOf([print('. display 1'), print('1'), wait(10)]));
    const reply = await api.ask('POST /run_selection?selection=display%201');
    expect(reply).toEqual({ atMs: 10, status: 200, type: TEXT, body: '. display 1\n1' });
    expect(api.said[0]).toMatchObject({ code: 'display 1' });
  });

  it('answers 422 without a selection, and 405 to GET', async () => {
    const api = apiAs('stata-mcp@0.5.2', TEST_STREAMING);
    expect(await api.ask('POST /run_selection')).toMatchObject({
      status: 422,
      body: '{"detail":[{"type":"missing","loc":["query","selection"],"msg":"Field required","input":null}]}',
    });
    expect(await api.ask('GET /run_selection')).toMatchObject({ status: 405 });
  });

  it('says after a second that the session is busy, and not of another', async () => {
    const api = apiAs('stata-mcp@0.5.2', scenarioOf([wait(9000), print('done')]));
    const all = await api.clock.runUntil(
      Promise.all([
        api.begin('POST /run_selection?selection=1'),
        api.clock.sleep(2600).then(() => api.begin('POST /run_selection?selection=2')),
        api.clock.sleep(2600).then(() => api.begin('POST /run_selection?selection=3&session_id=b')),
      ]),
    );
    expect(all).toMatchObject([
      { atMs: 9000, body: 'done' },
      { atMs: 3600, status: 200, body: 'Error: Session busy: default (3.6s)' },
      { atMs: 11_600, body: 'done' },
    ]);
  });

  it('tells the log of each run that is over: tool, session, first and total latency', async () => {
    const api = apiAs(
      'fake-stata',
      scenarioOf([wait(2000), print('one'), wait(1000), error(198, 'no')]),
    );
    await api.ask('POST /run_selection?selection=1');
    await api.listen('GET /run_selection/stream?selection=1&session_id=b');
    await api.listen('GET /run_selection/stream?selection=1&session_id=b&timeout=1');
    await api.ask('POST /v1/tools', { tool: 'run_file', parameters: { file_path: '/nowhere.do' } });
    const tool = 'stata_run_selection';
    expect(api.calls).toEqual([
      { tool, session: 'default', firstMs: null, totalMs: 3000, isError: true },
      { tool, session: 'b', firstMs: 2000, totalMs: 3000, isError: true },
      { tool, session: 'b', firstMs: 1000, totalMs: 1000, isError: true },
      { tool: 'stata_run_file', session: 'default', firstMs: null, totalMs: 0, isError: true },
    ]);
  });

  it('tells it of a run whose client has left, which did not fail for that', async () => {
    const api = apiAs('fake-stata', scenarioOf([print('one'), wait(1000), print('two')]));
    const leave = async (): Promise<void> => {
      const response = await api.open('GET /run_selection/stream?selection=1');
      const reader = response.body?.getReader();
      await reader?.read();
      await reader?.read();
      await reader?.cancel();
      await api.clock.sleep(5000);
    };
    await api.clock.runUntil(leave());
    expect(api.calls).toMatchObject([{ session: 'default', firstMs: 0, isError: false }]);
  });

  it('waits for its turn in 0.3.5, which has one Stata', async () => {
    const api = apiAs('stata-mcp@0.3.5', scenarioOf([wait(9000), print('done')]));
    const both = [1, 2].map((n) => api.begin(`POST /run_selection?selection=${n}`));
    expect(await api.clock.runUntil(Promise.all(both))).toMatchObject([
      { atMs: 9000, body: 'done' },
      { atMs: 18_000, body: 'done' },
    ]);
  });
});
