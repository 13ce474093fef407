import { expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { holdToContract } from '../../src/contract/judge/hold-to-contract.ts';
import { RULES } from '../../src/contract/rules/rules.ts';
import { streamProbeStimulus } from '../../src/contract/stimulus/stream-probe-stimulus.ts';
import { inProcessTarget } from '../../src/contract/target/in-process-target.ts';
import { contractPictures } from '../../src/report/contract-pictures.ts';
import { createStreamProbeServer } from '../../src/server/stream-probe-server.ts';
import { createManagedEndpoint } from '../../src/testbed/managed-endpoint.ts';

it.each([
  ['streaming', 'in time'],
  ['buffered', 'late'],
] as const)('pictures of a contract show that what is %s is heard %s', async (manager, tone) => {
  const clock = new VirtualClock();
  const createServer = () => createStreamProbeServer({ clock });
  await using endpoint = createManagedEndpoint({ manager, clock, createServer });
  const target = inProcessTarget({
    handle: endpoint.handle,
    clock,
    stimulus: streamProbeStimulus(),
  });
  const rules = RULES.filter(({ id }) => id === 'Z01');
  const options = { target, rules, seed: 1, nonce: 'test', budgetMs: 600_000 };
  const pictures = contractPictures(await clock.runUntil(holdToContract(options)));
  expect(pictures.map(({ file }) => file)).toEqual(['lanes.svg', 'tracking.svg']);
  const [lanes, tracking] = pictures.map(({ text }) => text);
  expect(lanes).toContain('was to be said');
  const delays = [...(lanes?.matchAll(/(\S+ m?s) after it was said/g) ?? [])].map(([, at]) => at);
  expect(delays.length).toBeGreaterThan(0);
  expect(delays.every((at) => at === '0 ms')).toBe(tone === 'in time');
  expect(tracking?.match(/data-series="100 B"/g)?.length).toBeGreaterThan(20);
});
