import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedule } from '../../src/scenario/schedule.ts';
import { anyScenario } from '../any-scenario.ts';
import { error, print, scenarioOf, wait } from '../scenario-of.ts';

describe('schedule', () => {
  it('says each thing after the waits before it, and ends after the last one', () => {
    const { emissions, endsAtMs, returnCode } = schedule(
      scenarioOf([wait(2000), print('a'), wait(6000), print('b'), print('c'), wait(4000)]),
    );
    expect(emissions).toEqual([
      { atMs: 2000, output: { kind: 'output', text: 'a\n' } },
      { atMs: 8000, output: { kind: 'output', text: 'b\n' } },
      { atMs: 8000, output: { kind: 'output', text: 'c\n' } },
    ]);
    expect(endsAtMs).toBe(12_000);
    expect(returnCode).toBe(0);
  });

  it('ends with an error at once, whatever a scenario written in code has after it', () => {
    const failing = scenarioOf([wait(500), error(198, 'invalid syntax'), wait(1), print('x')]);
    expect(schedule(failing)).toEqual({
      emissions: [
        { atMs: 500, output: { kind: 'error', returnCode: 198, message: 'invalid syntax' } },
      ],
      endsAtMs: 500,
      returnCode: 198,
    });
  });

  it('of an empty script is a run that ends at once', () => {
    expect(schedule(scenarioOf([]))).toEqual({ emissions: [], endsAtMs: 0, returnCode: 0 });
  });

  it('never goes back in time, and ends when its waits are over', () => {
    fc.assert(
      fc.property(anyScenario(), (scenario) => {
        const { emissions, endsAtMs } = schedule(scenario);
        const times = [0, ...emissions.map(({ atMs }) => atMs), endsAtMs];
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const waitsMs = scenario.script.map((step) => (step.kind === 'wait' ? step.ms : 0));
        expect(endsAtMs).toBe(waitsMs.reduce((sum, ms) => sum + ms, 0));
      }),
    );
  });
});
