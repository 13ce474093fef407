import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { createStataApi } from '../../src/http/stata-api.ts';
import { openProfile } from '../../src/server/profiles.ts';
import { createEndpoint } from '../../src/testbed/endpoint.ts';
import { print, scenarioOf } from '../scenario-of.ts';

const LONG = 'x'.repeat(60_000);

describe('a limit on output', () => {
  it.each([
    ['stata-mcp@0.5.2', undefined, 40_000, '10000'],
    ['stata-mcp@0.5.2', 100, 400, '100'],
    ['fake-stata', 5, 20, '5'],
  ] as const)('cuts the text of %s with limit %s', async (name, max, length, words) => {
    const text = await textOf(name, max);
    expect(text).toBe(`${'x'.repeat(length)}\n\n... [Output truncated at ${words} tokens]`);
  });

  it.each([
    ['stata-mcp@0.5.2', 0],
    ['fake-stata', undefined],
    ['stata-mcp@0.3.5', undefined],
  ] as const)('leaves the text of %s whole with limit %s', async (name, max) => {
    expect(await textOf(name, max)).toBe(LONG);
  });

  it('leaves it whole for who asks for it raw', async () => {
    expect(await textOf('stata-mcp@0.5.2', 5, { skip_filter: true })).toContain(LONG);
  });
});

async function textOf(
  name: Parameters<typeof openProfile>[0],
  outputTokensMax: number | undefined,
  more = {},
): Promise<string> {
  const clock = new VirtualClock();
  const scenario = scenarioOf([print(LONG)]);
  const parts = { scenario, clock, manager: 'streaming' } as const;
  await using endpoint = createEndpoint(name === undefined ? parts : { ...parts, profile: name });
  const profile = openProfile(name, outputTokensMax);
  const api = createStataApi({ sessions: endpoint.stataSessions, profile, clock });
  const body = JSON.stringify({ tool: 'run_selection', parameters: { selection: 'x', ...more } });
  const request = new Request('http://127.0.0.1/v1/tools', { method: 'POST', body });
  const response = await clock.runUntil(api(request));
  return JSON.parse((await response?.text()) ?? '').result;
}
