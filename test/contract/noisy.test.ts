import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CallEvidence, Evidence } from '../../src/contract/evidence/evidence.ts';
import { judge } from '../../src/contract/judge/judge.ts';
import { z02 } from '../../src/contract/rules/z02-gaps-are-kept.ts';
import { z03 } from '../../src/contract/rules/z03-nothing-is-coalesced.ts';
import { judged } from './judged.ts';

it('lets no server pass that holds everything, however noisy the machine is', async () => {
  const rules = [z02, z03];
  const { evidence } = await judged('buffered', { rules });
  const lateMs = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(lateMs, (late) => {
      const verdicts = judge(withNoise(evidence, late), rules);
      expect(verdicts.filter(({ outcome }) => outcome === 'pass')).toEqual([]);
    }),
  );
});

/** The same evidence, but each call without delay was heard later by so much. */
function withNoise(evidence: Evidence, lateMs: readonly number[]): Evidence {
  const { noise } = evidence.experiments;
  if (noise === undefined) throw new Error('there is no experiment about noise');
  const calls = noise.calls.map((call, index) => later(call, lateMs[index] ?? 0));
  return { ...evidence, experiments: { ...evidence.experiments, noise: { ...noise, calls } } };
}

function later(call: CallEvidence, ms: number): CallEvidence {
  const arrivals = call.arrivals.map((each) =>
    each.kind === 'call' ? each : { ...each, atMs: each.atMs + ms },
  );
  return { ...call, arrivals };
}
