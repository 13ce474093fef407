import { chmod, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { InstalledStata } from '../front/installed.ts';
import { CHECKOUT, CHECKOUT_PYTHON } from './stata-tools/venvs.ts';

if (CHECKOUT === undefined) {
  process.stdout.write(
    'skipped: hanlulong/stata-mcp; STATA_MCP_CHECKOUT says where a checkout is\n',
  );
}

describe.skipIf(CHECKOUT === undefined)('hanlulong/stata-mcp, unmodified, on the double', () => {
  it('passes its own black-box tests', { timeout: 300_000 }, async () => {
    await using stata = await InstalledStata.create();
    await makeHarmless(stata);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = { PATH: `${stata.path('bin')}:${process.env.PATH ?? ''}` };
    await mkdir(stata.path('logs'));
    const server = stata.start(
      CHECKOUT_PYTHON,
      [
        `${CHECKOUT}/src/stata_mcp_server.py`,
        ...['--stata-path', stata.directory, '--host', '127.0.0.1', '--port', String(port)],
        ...['--log-file', stata.path('logs/server.log')],
      ],
      { env },
    );
    try {
      await vi.waitFor(
        async () => {
          const health = await fetch(`${url}/health`);
          expect(await health.json()).toMatchObject({ stata_available: true });
        },
        { timeout: 120_000, interval: 500 },
      );
      const tests = ['test_streaming_http.py', 'test_notifications.py'];
      const paths = tests.map((name) => `${CHECKOUT}/tests/${name}`);
      const { stdout } = await stata.start(
        CHECKOUT_PYTHON,
        ['-B', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', ...paths],
        { input: '', env: { ...env, STATA_MCP_SERVER_URL: url } },
      ).ended;
      expect(stdout).toContain('2 passed');
      expect(stdout).not.toContain('skipped');
    } finally {
      // Its workers outlive it, so the group goes.
      if (server.child.pid !== undefined) process.kill(-server.child.pid, 'SIGKILL');
      await server.ended;
    }
  });
});

/** Some versions kill whatever has a port or `stata` in its name: that must not reach anybody. */
async function makeHarmless(stata: InstalledStata): Promise<void> {
  await mkdir(stata.path('bin'));
  for (const name of ['pkill', 'lsof']) {
    await chmod(await stata.write(`bin/${name}`, '#!/bin/sh\nexit 1\n'), 0o755);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
