import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILE_NAMES } from '../../src/server/profile.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';
import { apiAs } from './api-rig.ts';

const PATHS = [
  '/run_file',
  '/run_file/stream',
  '/run_selection',
  '/run_selection/stream',
  '/v1/tools',
  '/sessions',
  '/sessions/default',
  '/sessions/x/stop',
  '/sessions/restart',
  '/stop_execution',
  '/execution_status',
  '/clear_history',
];

const anyRequest = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'OPTIONS'),
  path: fc.oneof(fc.constantFrom(...PATHS), fc.webPath()),
  query: fc.dictionary(
    fc.oneof(
      fc.constantFrom('selection', 'file_path', 'timeout', 'session_id', 'execution_id'),
      fc.string({ unit: 'binary' }),
    ),
    fc.oneof(fc.string({ unit: 'binary' }), fc.integer().map(String), fc.constant('no/such.do')),
    { maxKeys: 4 },
  ),
  body: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc
      .record({
        tool: fc.oneof(fc.constantFrom('run_file', 'run_selection', 'session'), fc.jsonValue()),
        parameters: fc.oneof(
          fc.dictionary(
            fc.constantFrom('selection', 'file_path', 'timeout', 'session_id', 'action'),
            fc.jsonValue(),
          ),
          fc.jsonValue(),
        ),
      })
      .map((each) => JSON.stringify(each)),
  ),
});

describe.each(PROFILE_NAMES)('the HTTP endpoints of %s', (name) => {
  it('answer whatever they are asked, and are idle afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, async ({ method, path, query, body }) => {
        const api = apiAs(name, scenarioOf([print('one'), wait(700)]));
        const asked = `${method} ${path}?${new URLSearchParams(query)}`;
        const hasBody = method === 'POST' || method === 'DELETE' || method === 'PUT';
        const { status } = await api.ask(asked, hasBody ? body : undefined);
        expect([200, 404, 405, 422]).toContain(status);
        expect(api.sessions.running()).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
