import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import type { ExperimentEvidence, ExperimentId } from '../../src/contract/evidence/evidence.ts';
import { EXPERIMENTS } from '../../src/contract/experiments/experiments.ts';
import { holdToContract } from '../../src/contract/judge/hold-to-contract.ts';
import type { Rule } from '../../src/contract/rules/rule.ts';
import { RULES } from '../../src/contract/rules/rules.ts';
import { streamProbeStimulus } from '../../src/contract/stimulus/stream-probe-stimulus.ts';
import { inProcessTarget } from '../../src/contract/target/in-process-target.ts';
import { fail, pass } from '../../src/contract/terms/verdict.ts';
import { healthy } from '../../src/zoo/parts/healthy.ts';

/** What measures times, or meets a machine at a moment; the law's own experiments have statistics instead. */
const MADE_ONCE_MORE: readonly ExperimentId[] = [
  'gaps',
  'concurrency',
  'isolation',
  'failure',
  'cancel',
  'disconnect',
  'hang-up',
  'resume',
  'question',
  'slow-reader',
];

/** A flood takes seconds, and hanging up means something only in 2026-07-28. */
const TRIED = MADE_ONCE_MORE.filter((id) => id !== 'slow-reader' && id !== 'hang-up');

describe('an experiment by which a rule fails', () => {
  it('is made once more where times have a part in it', () => {
    const repeating = Object.values(EXPERIMENTS).filter(({ repeats }) => repeats);
    expect(repeating.map(({ id }) => id)).toEqual(MADE_ONCE_MORE);
  });

  it.each(TRIED)('%s: the second time counts, and there is no third', async (id) => {
    expect(await judgedBy(id, ['fail', 'pass'])).toEqual({ outcome: 'pass', made: 2 });
    expect(await judgedBy(id, ['fail', 'fail'])).toEqual({ outcome: 'fail', made: 2 });
    expect(await judgedBy(id, ['pass'])).toEqual({ outcome: 'pass', made: 1 });
  });
});

/** What a rule says in the end whose findings are these, and by how much evidence it was said. */
async function judgedBy(id: ExperimentId, outcomes: readonly ('pass' | 'fail')[]) {
  const seen: ExperimentEvidence[] = [];
  const [first] = RULES;
  if (first === undefined) throw new Error('there is no rule');
  const rule: Rule = {
    ...first,
    needs: [id],
    versions: ['2025-11-25'],
    judge: ({ experiment }) => {
      const evidence = experiment(id);
      if (!seen.includes(evidence)) seen.push(evidence);
      const outcome = outcomes[seen.indexOf(evidence)] ?? 'pass';
      return outcome === 'pass' ? pass('so it is') : fail('so it isn’t');
    },
  };
  const clock = new VirtualClock();
  await using server = healthy()({ clock });
  const target = inProcessTarget({ handle: server.handle, clock, stimulus: streamProbeStimulus() });
  const options = { target, seed: 1, nonce: 'x', rules: [rule], budgetMs: 600_000 };
  const { verdicts } = await clock.runUntil(holdToContract(options));
  return { outcome: verdicts[0]?.outcome, made: seen.length };
}
