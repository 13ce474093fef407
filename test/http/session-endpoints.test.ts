import { describe, expect, it } from 'vitest';
import { print, scenarioOf, wait } from '../scenario-of.ts';
import { apiAs } from './api-rig.ts';

const NINE_SECONDS = scenarioOf([wait(9000), print('done')]);

function described(session_id: string, more: object = {}) {
  return {
    session_id,
    state: 'ready',
    created_at: '2026-11-22T08:31:15',
    last_activity: '2026-11-22T08:31:15',
    is_busy: false,
    is_default: session_id === 'default',
    error: null,
    ...more,
  };
}

describe('/sessions', () => {
  const rig = (scenario = NINE_SECONDS) => {
    const api = apiAs('stata-mcp@0.5.2', scenario);
    const json = async (asked: string) => {
      const { status, body } = await api.ask(asked);
      expect(status).toBe(200);
      return JSON.parse(body);
    };
    return { ...api, json };
  };

  it('has one from the start', async () => {
    expect(await rig().json('GET /sessions')).toEqual({
      sessions: [described('default')],
      max_sessions: 3,
      available_slots: 2,
      multi_session_enabled: true,
    });
  });

  it('creates, shows and destroys sessions, and no more than there may be', async () => {
    const { json } = rig();
    const created = await json('POST /sessions');
    expect(created).toEqual({
      status: 'success',
      session_id: expect.stringMatching(/^[0-9a-f]{8}$/),
      message: 'Session created successfully',
    });
    const { session_id: id } = created;
    expect(await json(`GET /sessions/${id}`)).toEqual({
      status: 'success',
      session: described(id),
    });
    await json('POST /sessions');
    expect(await json('POST /sessions')).toEqual({
      status: 'error',
      message: 'Maximum sessions (3) reached',
    });
    expect(await json(`DELETE /sessions/${id}`)).toEqual({
      status: 'success',
      message: `Session ${id} destroyed`,
    });
    expect(await json('GET /sessions')).toMatchObject({ available_slots: 1 });
  });

  it('refuses a run in a session too many', async () => {
    const { json, ask } = rig();
    await json('POST /sessions');
    await json('POST /sessions');
    expect(await ask('POST /run_selection?selection=1&session_id=c')).toMatchObject({
      status: 200,
      body: 'Error: Session unavailable: c (Maximum sessions (3) reached)',
    });
  });

  it.each([
    ['GET /sessions/nope', { status: 'error', message: 'Session not found: nope' }],
    ['GET /sessions/a%20b', { status: 'error', message: 'Session not found: a b' }],
    ['DELETE /sessions/nope', { status: 'error', message: 'Session nope not found' }],
    ['DELETE /sessions/default', { status: 'error', message: 'Cannot destroy default session' }],
    ['POST /sessions/nope/stop', { status: 'error', error: 'Session not found' }],
    ['POST /sessions/default/stop', { status: 'stop_sent', message: 'Stop signal sent via event' }],
    ['POST /sessions/restart', { status: 'success', message: 'Stata session restarted' }],
  ])('answers %s with 200', async (asked, body) => {
    expect(await rig().json(asked)).toEqual(body);
  });

  it('shows that a session is busy, and since when nothing was asked of it', async () => {
    const api = rig();
    const look = api.clock.sleep(2500).then(() => api.begin('GET /sessions/default'));
    const run = api.begin('POST /run_selection?selection=1');
    const [{ body }] = await api.clock.runUntil(Promise.all([look, run]));
    const busy = { state: 'busy', is_busy: true };
    expect(JSON.parse(body)).toEqual({ status: 'success', session: described('default', busy) });
    expect(await api.json('GET /sessions/default')).toEqual({
      status: 'success',
      session: described('default', { last_activity: '2026-11-22T08:31:24' }),
    });
  });

  it.each(['POST /sessions/default/stop', 'POST /sessions/restart', 'POST /stop_execution'])(
    'breaks what runs: %s',
    async (asked) => {
      const api = rig();
      const stop = api.clock.sleep(2500).then(() => api.begin(asked));
      const run = api.begin('POST /run_selection?selection=1');
      expect(await api.clock.runUntil(Promise.all([run, stop]))).toMatchObject([
        { atMs: 2500, body: 'Error: Execution cancelled' },
        { status: 200 },
      ]);
      // What was stopped doesn't stop what comes next.
      expect(await api.ask('POST /run_selection?selection=1')).toMatchObject({ body: 'done' });
    },
  );

  it('answers null to a path that makes no sense', async () => {
    expect(await rig().ask('GET /sessions/%ff')).toMatchObject({ status: 404 });
  });

  it.each(['GET /sessions', 'POST /stop_execution', 'GET /execution_status'])(
    'was not there in 0.3.5: %s',
    async (asked) => {
      expect(await apiAs('stata-mcp@0.3.5', NINE_SECONDS).ask(asked)).toMatchObject({
        status: 404,
      });
    },
  );
});

describe('POST /stop_execution', () => {
  it.each([
    ['', 'session_manager', 'Stop signal sent'],
    ['?session_id=default', 'session_manager', 'Stop signal sent'],
    ['?session_id=nope', 'signal', 'Stop signal sent (multi-session mode)'],
  ])('%s says how it stopped', async (query, method, message) => {
    const { body } = await apiAs('stata-mcp@0.5.2', NINE_SECONDS).ask(
      `POST /stop_execution${query}`,
    );
    expect(JSON.parse(body)).toEqual({
      status: 'stop_requested',
      execution_id: null,
      method,
      message,
    });
  });
});

describe('GET /execution_status', () => {
  const IDLE = { status: 'idle', executing: false };

  it.each([
    ['stata-mcp@0.5.2', IDLE],
    [
      'fake-stata',
      {
        status: 'running',
        executing: true,
        execution_id: 'b',
        file: 'selection',
        elapsed_seconds: 2.5,
        cancelled: false,
      },
    ],
  ] as const)('knows of what runs what %s knows', async (name, expected) => {
    const api = apiAs(name, NINE_SECONDS);
    const look = api.clock.sleep(2540).then(() => api.begin('GET /execution_status'));
    const run = api.begin('POST /run_selection?selection=1&session_id=b');
    const [{ body }] = await api.clock.runUntil(Promise.all([look, run]));
    expect(JSON.parse(body)).toEqual(expected);
    expect(JSON.parse((await api.ask('GET /execution_status')).body)).toEqual(IDLE);
  });
});

describe('POST /clear_history', () => {
  it.each([
    ['stata-mcp@0.5.2', 0],
    ['stata-mcp@0.3.5', 2],
    ['fake-stata', 2],
  ] as const)('clears what %s keeps', async (name, count) => {
    const api = apiAs(name, scenarioOf([wait(1)]));
    await api.ask('POST /run_selection?selection=1');
    await api.ask('POST /run_selection?selection=2');
    for (const n of [count, 0]) {
      expect(JSON.parse((await api.ask('POST /clear_history')).body)).toEqual({
        status: 'success',
        message: `Cleared ${n} items from history`,
      });
    }
  });
});
