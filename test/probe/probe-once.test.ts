import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { HttpWire } from '../../src/probe/http-wire.ts';
import { probeOnce } from '../../src/probe/probe-once.ts';
import type { Arrival } from '../../src/timeline/arrival.ts';
import { json, result, startServer } from './hand-written-server.ts';

describe('probeOnce', () => {
  it('opens a session, looks for the tool, calls it, and ends the session', async () => {
    await using server = await startServer();
    const { answer, arrivals } = await probeAt(server.url, 'run');
    expect(answer).toMatchObject({ kind: 'result', text: 'done' });
    expect(arrivals[0]).toMatchObject({ kind: 'call', tool: 'run' });
    expect(server.log.map(({ method }) => method)).toEqual([
      'initialize',
      'notifications/initialized',
      'tools/list',
      'tools/call',
      'DELETE',
    ]);
  });

  it.each([
    [['a', 'b', 'c'], 'a, b, c'],
    [[], 'no tools'],
  ])('says which tools there are when the tool is none of %j', async (names, has) => {
    await using server = await startServer({
      'tools/list': (response, { id }) =>
        json(response, result(id, { tools: names.map((name) => ({ name })) })),
    });
    await expect(probeAt(server.url, 'x')).rejects.toMatchObject({
      code: 'unknown-tool',
      message: `${server.url}: unknown tool "x": the server has ${has}`,
    });
    expect(server.log.map(({ method }) => method)).not.toContain('tools/call');
    expect(server.log.at(-1)?.method).toBe('DELETE');
  });
});

async function probeAt(url: string, tool: string) {
  await using wire = new HttpWire();
  const arrivals: Arrival[] = [];
  const record = (arrival: Arrival): void => void arrivals.push(arrival);
  const answer = await probeOnce({ wire, url, clock: new RealClock(), tool, args: {}, record });
  return { answer, arrivals };
}
