import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { createStataApi } from '../../src/http/stata-api.ts';
import { openProfile } from '../../src/server/profiles.ts';
import { StataSessions } from '../../src/server/stata-sessions.ts';
import type { Stata } from '../../src/stata/session/stata.ts';
import { StataSession } from '../../src/stata/session/stata-session.ts';
import { MISSING } from '../../src/stata/value/missing.ts';
import { print, scenarioOf } from '../scenario-of.ts';
import { apiAs } from './api-rig.ts';

const SCRIPTED = scenarioOf([print('done')]);

/** Two hundred observations of a number and a text, in a Stata that runs nothing. */
function apiWithData() {
  const session = new StataSession({ clock: new VirtualClock() });
  const numbers = Array.from({ length: 200 }, (_, index) => (index === 4 ? MISSING : index + 1));
  const shared = { format: '%9.0g', label: '', valueLabel: '' };
  session.state.dataset.setObservations(200);
  session.state.dataset.variables = [
    { name: 'a', type: 'int', values: numbers, ...shared },
    { name: 'b', type: 'str3', values: numbers.map(() => 'x'), ...shared },
  ];
  const stata: Stata = { run: async function* () {}, view: (options) => session.view(options) };
  const clock = new VirtualClock();
  const sessions = new StataSessions({ createStata: () => stata, clock });
  const api = createStataApi({ sessions, profile: openProfile('stata-mcp@0.5.2'), clock });
  return async (path: string) => {
    const response = await api(new Request(`http://127.0.0.1${path}`));
    return { code: response?.status, ...JSON.parse((await response?.text()) ?? '') };
  };
}

describe('/view_data', () => {
  it('has none where Stata only plays a script', async () => {
    const { body } = await apiAs('stata-mcp@0.5.2', SCRIPTED).ask('GET /view_data');
    expect(JSON.parse(body)).toEqual({
      status: 'success',
      data: [],
      columns: [],
      dtypes: {},
      rows: 0,
      index: [],
      total_rows: 0,
      displayed_rows: 0,
      max_rows: 10_000,
    });
  });

  it('shows what is in memory, and at least a hundred rows whatever is asked', async () => {
    const view = apiWithData();
    const shown = await view('/view_data?max_rows=3');
    expect(shown).toMatchObject({
      columns: ['a', 'b'],
      dtypes: { a: 'int16', b: 'object' },
      rows: 100,
      displayed_rows: 100,
      total_rows: 200,
      max_rows: 100,
    });
    expect(shown.data[1]).toEqual([2, 'x']);
    expect(shown.data[4]).toEqual([null, 'x']);
    const some = await view('/view_data?if_condition=a>198');
    expect(some).toMatchObject({ total_rows: 3, index: [4, 198, 199], max_rows: 10_000 });
  });

  it('says what is wrong with a condition, and with a session', async () => {
    const view = apiWithData();
    expect(await view('/view_data?if_condition=nobody==1')).toEqual({
      code: 500,
      status: 'error',
      message: 'Filter error: nobody not found\nr(111);',
    });
    expect(await view('/view_data?session_id=nobody')).toMatchObject({
      message: 'Session not found: nobody',
    });
  });
});

describe('/graphs and /help', () => {
  const api = apiAs('stata-mcp@0.5.2', SCRIPTED);
  it.each([
    ['GET /graphs/graph1.png', 404, 'Graph not found: graph1'],
    ['GET /graphs/batch/b1/graph1.png', 404, 'Graph not found: graph1.png'],
    ['GET /graphs/batch/..%2F..%2Fetc/passwd', 400, 'Invalid graph path'],
    [
      'GET /help?topic=regress%20postestimation',
      404,
      'Help file not found for: regress_postestimation',
    ],
    ['GET /help?topic=%23delimit', 404, 'Help file not found for: delimit'],
    ['GET /help?topic=%20', 400, 'No topic specified'],
    ['GET /help?topic=%60x%27', 400, 'Invalid topic name'],
  ])('%s', async (asked, status, body) => {
    expect(await api.ask(asked)).toMatchObject({ status, body });
  });

  it('asks for a topic as FastAPI does', async () => {
    expect((await api.ask('GET /help')).status).toBe(422);
  });

  it('has no help in a version that had none', async () => {
    const { body } = await apiAs('stata-mcp@0.3.5', SCRIPTED).ask('GET /help?topic=regress');
    expect(body).toBe('not here');
  });
});

describe('/reload_workers', () => {
  it('ends every session, and begins the default one anew', async () => {
    const { ask, sessions } = apiAs('stata-mcp@0.5.2', SCRIPTED);
    await ask('POST /sessions');
    const { body } = await ask('POST /reload_workers');
    expect(JSON.parse(body)).toEqual({
      status: 'success',
      message: 'Workers reloaded. Previous sessions: 2, new default session ready.',
      old_sessions: 2,
    });
    expect(sessions.list().map(({ session_id }) => session_id)).toEqual(['default']);
  });
});
