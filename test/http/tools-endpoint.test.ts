import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { error, print, scenarioOf, wait } from '../scenario-of.ts';
import { apiAs } from './api-rig.ts';

const SCENARIO = scenarioOf([print('. display 1'), print('1'), wait(1000)]);

let file = '';
beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'fake-stata-')), 'a.do');
  await writeFile(file, 'display 1\n');
});

describe('POST /v1/tools', () => {
  it.each([
    ['run_selection', '. display 1\n1'],
    ['stata_run_selection', '. display 1\n1'],
    ['run_file', '1'],
    ['stata_run_file', '1'],
  ])('runs %s', async (tool, result) => {
    const api = apiAs('stata-mcp@0.5.2', SCENARIO);
    const parameters = { selection: 'display 1', file_path: file };
    const reply = await api.ask('POST /v1/tools', { tool, parameters });
    expect(reply).toMatchObject({ atMs: 1000, status: 200, type: 'application/json' });
    expect(JSON.parse(reply.body)).toEqual({
      status: 'success',
      result,
      message: null,
      graphs: null,
    });
  });

  it('leaves nothing out when it is asked not to', async () => {
    const parameters = { file_path: file, skip_filter: true };
    const api = apiAs('stata-mcp@0.5.2', SCENARIO);
    const { body } = await api.ask('POST /v1/tools', { tool: 'run_file', parameters });
    expect(JSON.parse(body)).toMatchObject({ result: '. display 1\n1' });
  });

  it('knows nothing of graphs and sessions in 0.3.5', async () => {
    const api = apiAs('stata-mcp@0.3.5', SCENARIO);
    const { body } = await api.ask('POST /v1/tools', { tool: 'session', parameters: {} });
    expect(JSON.parse(body)).toEqual({
      status: 'error',
      result: null,
      message: 'Unknown tool: session',
    });
  });

  it.each([
    [{ tool: 'nope', parameters: {} }, 'Unknown tool: nope'],
    [{ tool: 'constructor', parameters: {} }, 'Unknown tool: constructor'],
    [{ tool: 'run_selection', parameters: {} }, 'Missing required parameter: selection'],
    [{ tool: 'run_file', parameters: {} }, 'Missing required parameter: file_path'],
    [{ tool: 'run_file', parameters: { file_path: 1 } }, 'Server error: file_path is not a string'],
    [
      { tool: 'session', parameters: { action: 'make' } },
      'Unknown action: make. Valid actions: list, destroy',
    ],
    [
      { tool: 'session', parameters: { action: 'destroy', session_id: 'default' } },
      'Cannot destroy default session',
    ],
  ])('answers 200 to %j, with what is wrong', async (body, message) => {
    const reply = await apiAs('stata-mcp@0.5.2', SCENARIO).ask('POST /v1/tools', body);
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body)).toEqual({
      status: 'error',
      result: null,
      message,
      graphs: null,
    });
  });

  it('calls it a success when Stata fails, with the failure as the result', async () => {
    const api = apiAs('stata-mcp@0.5.2', scenarioOf([error(198, 'oh')]));
    const parameters = { selection: '' };
    const { body } = await api.ask('POST /v1/tools', { tool: 'run_selection', parameters });
    expect(JSON.parse(body)).toMatchObject({ status: 'success', result: 'Error: oh\nr(198);' });
  });

  it.each([
    [3, 8000],
    ['3', 8000],
    ['soon', 60_000],
    [0, 60_000],
  ])('takes a timeout of %j', async (timeout, endsAtMs) => {
    const api = apiAs('stata-mcp@0.5.2', scenarioOf([wait(60_000)]));
    const parameters = { file_path: file, timeout };
    await api.ask('POST /v1/tools', { tool: 'run_file', parameters });
    expect(api.said.at(-1)).toMatchObject({ kind: 'ended', atMs: endsAtMs });
  });

  it.each([
    ['', [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }]],
    [
      '{',
      [
        {
          type: 'json_invalid',
          loc: ['body', 0],
          msg: 'JSON decode error',
          input: {},
          ctx: { error: 'Expecting value' },
        },
      ],
    ],
    [
      {},
      [
        { type: 'missing', loc: ['body', 'tool'], msg: 'Field required', input: {} },
        { type: 'missing', loc: ['body', 'parameters'], msg: 'Field required', input: {} },
      ],
    ],
    [
      { tool: 1, parameters: 2 },
      [
        {
          type: 'string_type',
          loc: ['body', 'tool'],
          msg: 'Input should be a valid string',
          input: 1,
        },
        {
          type: 'dict_type',
          loc: ['body', 'parameters'],
          msg: 'Input should be a valid dictionary',
          input: 2,
        },
      ],
    ],
    [
      [],
      [
        {
          type: 'model_attributes_type',
          loc: ['body'],
          msg: 'Input should be a valid dictionary or object to extract fields from',
          input: [],
        },
      ],
    ],
  ])('answers 422 to the body %j, as FastAPI does', async (body, detail) => {
    const reply = await apiAs('stata-mcp@0.5.2', SCENARIO).ask('POST /v1/tools', body);
    expect(reply.status).toBe(422);
    expect(JSON.parse(reply.body)).toEqual({ detail });
  });
});
