import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServeProcess, serveProcess } from './serve-process.ts';

const MIB = 1024 ** 2;

/** Some 90 MB of text, which is less than a session may have. */
const NINETY_MB = `
local text "x"
forvalues i = 1/17 {
  local text "\`text'\`text'"
}
forvalues i = 1/340 {
  global g\`i' "\`text'\`text'"
}
display "kept"
`;

describe('a server with 256 MiB for everybody together', () => {
  let server: ServeProcess;
  beforeAll(async () => {
    server = await serveProcess('--max-memory', '256');
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const run = async (selection: string, session: string): Promise<string> => {
    const query = new URLSearchParams({ selection, session_id: session });
    return (await fetch(`${server.url}/run_selection?${query}`, { method: 'POST' })).text();
  };

  it('refuses what doesn’t fit, lives, and gives back what a session had that is ended', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `s${index}`);
    const said = [];
    for (const name of names) said.push(await run(NINETY_MB, name));
    expect(said.filter((text) => text.includes('\nkept')).length).toBeGreaterThanOrEqual(1);
    expect(said.filter((text) => text.includes('r(909);')).length).toBeGreaterThanOrEqual(4);
    expect(await run('display 6*7', 'default')).toContain('42');
    for (const name of names) {
      await fetch(`${server.url}/sessions/${name}`, { method: 'DELETE' });
    }
    expect(await run(NINETY_MB, 'another')).toContain('\nkept');
    expect(await server.peakBytes()).toBeLessThan(1024 * MIB);
    expect(server.isAlive).toBe(true);
  });
});
