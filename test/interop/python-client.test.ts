import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RealClock } from '../../src/clock/real-clock.ts';
import { createApp } from '../../src/http/create-app.ts';
import { listen } from '../../src/http/listen.ts';
import { LegacySseSessions } from '../../src/manager/legacy-sse-sessions.ts';
import type { ManagerName } from '../../src/manager/managers.ts';
import { readDirectly } from '../../src/server/direct-reader.ts';
import { createStataServer } from '../../src/server/stata-server.ts';
import { ScriptedStata } from '../../src/stata/session/scripted-stata.ts';
import { createEndpoint } from '../../src/testbed/endpoint.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';
import { hasVenv, PYTHON } from './python/venv.ts';

const CLIENT = fileURLToPath(new URL('python/client.py', import.meta.url));
/** Speaks at a second, and then has as long again to be heard before the run ends. */
const SCENARIO = scenarioOf([wait(1000), print('one'), wait(1000)]);
const Heard = z.array(z.tuple([z.number(), z.enum(['message', 'progress', 'result']), z.string()]));

if (!hasVenv()) {
  process.stdout.write('skipped: the official Python client; npm run test:interop installs it\n');
}

describe.skipIf(!hasVenv())('the official Python client', () => {
  it.each([
    ['streaming', 'before the end'],
    ['option-1-as-printed', 'before the end'],
    ['option-1-hardened', 'before the end'],
    ['buffered', 'at the end'],
  ] as const)(
    'behind the %s manager hears a line %s',
    { timeout: 30_000 },
    async (manager, when) => {
      await using rig = await serve(manager);
      const heard = await hear('streamable', `${rig.url}/mcp-streamable`);
      expect(heard.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
        'message one',
        'progress one',
        'result one',
      ]);
      const [first, , last] = heard;
      const aheadMs = (last?.atMs ?? 0) - (first?.atMs ?? 0);
      expect(aheadMs > 500 ? 'before the end' : 'at the end').toBe(when);
    },
  );

  it('behind buffered-json hears nothing but the result', { timeout: 30_000 }, async () => {
    await using rig = await serve('buffered-json');
    const heard = await hear('streamable', `${rig.url}/mcp-streamable`);
    expect(heard.map(({ kind, text }) => `${kind} ${text}`)).toEqual(['result one']);
  });

  it('over legacy HTTP+SSE hears a line before the end', { timeout: 30_000 }, async () => {
    await using rig = await serve('streaming');
    const heard = await hear('sse', `${rig.url}/mcp`);
    expect(heard.map(({ kind }) => kind)).toEqual(['message', 'progress', 'result']);
    expect((heard[2]?.atMs ?? 0) - (heard[0]?.atMs ?? 0)).toBeGreaterThan(500);
  });
});

async function serve(manager: ManagerName) {
  await using stack = new AsyncDisposableStack();
  const clock = new RealClock();
  const endpoint = stack.use(createEndpoint({ scenario: SCENARIO, manager, clock }));
  const stata = new ScriptedStata({ scenario: SCENARIO, clock });
  const createServer = () => createStataServer({ stata, reader: readDirectly, clock });
  const legacy = stack.use(
    new LegacySseSessions({ createServer, clock, messagesPath: '/mcp/messages/' }),
  );
  const managers = { '/mcp': legacy.handle, '/mcp/messages/': legacy.handle };
  const app = createApp({ manager: endpoint.handle, managers, health: () => ({}) });
  const { url } = stack.use(await listen({ app }));
  const started = stack.move();
  return { url, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

async function hear(transport: 'streamable' | 'sse', url: string) {
  const { stdout } = await promisify(execFile)(PYTHON, [CLIENT, transport, url]);
  return Heard.parse(JSON.parse(stdout)).map(([atMs, kind, text]) => ({ atMs, kind, text }));
}
