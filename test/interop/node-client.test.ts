import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RealClock } from '../../src/clock/real-clock.ts';
import { openStataHttpServer } from '../../src/testbed/stata-http-server.ts';
import { print, scenarioOf, wait } from '../scenario-of.ts';
import { isInstalled, serverFile } from './node/install.ts';

/** Speaks at a second, and then has as long again to be heard before the run ends. */
const SCENARIO = scenarioOf([wait(1000), print('one'), wait(1000)]);
const Heard = z.object({
  version: z.string(),
  heard: z.array(z.tuple([z.number(), z.enum(['progress', 'result']), z.string()])),
});

if (!isInstalled()) {
  process.stdout.write('skipped: the official client 2; npm run test:interop installs it\n');
}

describe.skipIf(!isInstalled())('the official TypeScript client, second generation', () => {
  it.each([
    ['streaming', 'before the end'],
    ['buffered', 'at the end'],
  ] as const)(
    'agrees on 2026-07-28, and behind the %s manager hears a line %s',
    { timeout: 30_000 },
    async (manager, when) => {
      const clock = new RealClock();
      await using server = await openStataHttpServer({
        scenario: SCENARIO,
        managers: [manager],
        clock,
      });
      const args = ['stata_run_selection', '{"selection":"display 1"}'];
      const client = [serverFile('client-v2.js'), server.managerUrl(manager), ...args];
      const { stdout } = await promisify(execFile)(process.execPath, client);
      const { version, heard } = Heard.parse(JSON.parse(stdout));
      expect(version).toBe('2026-07-28');
      expect(heard.map(([, kind, text]) => `${kind} ${text}`)).toEqual([
        'progress one',
        'result one',
      ]);
      const [first, last] = heard.map(([atMs]) => atMs);
      const aheadMs = (last ?? 0) - (first ?? 0);
      expect(aheadMs > 500 ? 'before the end' : 'at the end').toBe(when);
    },
  );
});
