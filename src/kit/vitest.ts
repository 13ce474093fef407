import { test as base } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { findScenario } from '../scenario/built-in-scenarios.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { createStata } from '../stata/session/create-stata.ts';
import type { Stata } from '../stata/session/stata.ts';
import { Timeline } from '../timeline/timeline.ts';
import { InProcessServer, type ManagerUnderTest } from './in-process-server.ts';
import { addTimelineMatchers } from './timeline-matchers.ts';

export type { StreamingContractOptions } from './contract-tests.ts';
export type { InProcessServer, ManagerUnderTest } from './in-process-server.ts';
export { describeStreamingContract } from './streaming-contract.ts';
export type { Heard, TimelineMatchers, Tolerance } from './timeline-matchers.ts';

addTimelineMatchers();

/**
 * Vitest's `test` with a Stata in it, in virtual time. `expect` learns `toTrackTheScript()` and
 * `toHear(…).at(…)`.
 *
 * - `server`: an MCP server in this process with a Stata behind it, and `server.call()`
 * - `timeline`: what was said and what was heard in this test
 * - `stata`: a Stata without a server, for those who drive one themselves
 * - `clock`: the `VirtualClock` of all these
 * - `scenario`, to be overridden: a scenario, its name or its file; default `two-eight-twelve`
 * - `manager`, to be overridden: one of ours by name, or your own; default `streaming`
 *
 * @example
 * ```ts
 * test('what is said is heard', async ({ server, timeline }) => {
 *   await server.call();
 *   expect(timeline).toTrackTheScript();
 * });
 * ```
 */
export const test = base
  .extend('scenario', (): Scenario | string => 'two-eight-twelve')
  .extend('manager', (): ManagerUnderTest => 'streaming')
  .extend('clock', () => new VirtualClock())
  .extend('timeline', () => new Timeline())
  .extend('stata', async ({ scenario, clock, timeline }): Promise<Stata> => {
    const scenarioToPlay = await load(scenario);
    return createStata({ scenario: scenarioToPlay, clock, record: timeline.append });
  })
  .extend('server', async ({ scenario, manager, clock, timeline }, { onCleanup }) => {
    const scenarioToPlay = await load(scenario);
    const server = new InProcessServer({ scenario: scenarioToPlay, manager, clock, timeline });
    onCleanup(() => server[Symbol.asyncDispose]());
    return server;
  });

async function load(scenario: Scenario | string): Promise<Scenario> {
  return typeof scenario === 'string' ? findScenario(scenario) : scenario;
}
