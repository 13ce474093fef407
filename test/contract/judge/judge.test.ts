import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CallEvidence,
  type Evidence,
  EXPERIMENT_IDS,
  type ExperimentId,
} from '../../../src/contract/evidence/evidence.ts';
import { EXPERIMENTS } from '../../../src/contract/experiments/experiments.ts';
import { judge } from '../../../src/contract/judge/judge.ts';
import { RULES } from '../../../src/contract/rules/rules.ts';
import { PROTOCOL_VERSIONS } from '../../../src/contract/terms/protocol-version.ts';
import { RULE_IDS } from '../../../src/contract/terms/rule-id.ts';
import type { Arrival } from '../../../src/timeline/arrival.ts';
import { anyEvidence } from '../any-evidence.ts';
import { judged } from '../judged.ts';

describe('judge', () => {
  it('has a verdict for every rule, whatever the evidence is', () => {
    fc.assert(
      fc.property(anyEvidence(), (evidence) => {
        const verdicts = judge(evidence);
        expect(verdicts.map(({ ruleId }) => ruleId)).toEqual(RULE_IDS);
        for (const { evidence } of verdicts) expect(evidence).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('is pure: the same evidence, the same verdicts', () => {
    fc.assert(
      fc.property(anyEvidence(), (evidence) => {
        expect(judge(structuredClone(evidence))).toEqual(judge(evidence));
      }),
    );
  });

  it('lets no rule pass by evidence in which something was heard before it was said', async () => {
    const { evidence } = await judged('streaming');
    const candidates = EXPERIMENT_IDS.flatMap((id) =>
      (evidence.experiments[id]?.calls ?? []).flatMap((call, index) =>
        call.script.outputs.some(({ atMs }) => atMs > 50) && call.arrivals.some(isSaid)
          ? [{ id, index }]
          : [],
      ),
    );
    expect(candidates.length).toBeGreaterThan(40);
    for (const { id, index } of candidates) {
      const rules = RULES.filter(({ needs }) => needs.includes(id));
      const verdicts = judge(heardEarly(evidence, id, index), rules);
      const passed = verdicts.filter(({ outcome }) => outcome === 'pass');
      expect(passed, `${id} ${index}`).toEqual([]);
    }
  });

  it('lets no rule pass by experiments that brought nothing to light', () => {
    const nothing = { calls: [], exchanges: [], notMade: null };
    const experiments = Object.fromEntries(EXPERIMENT_IDS.map((id) => [id, nothing]));
    for (const protocolVersion of PROTOCOL_VERSIONS) {
      const server = { name: '', version: '', protocolVersion, capabilities: ['logging'] };
      const verdicts = judge({ server, granularityMs: 0, experiments });
      expect(verdicts.filter(({ outcome }) => outcome === 'pass')).toEqual([]);
    }
  });

  it('tells nothing of rules whose experiments were not made', () => {
    const server = { name: '', version: '', protocolVersion: '2025-11-25', capabilities: [] };
    const verdicts = judge({ server, granularityMs: 0, experiments: {} });
    expect(verdicts.every(({ outcome }) => outcome !== 'pass' && outcome !== 'fail')).toBe(true);
  });
});

describe('the rules', () => {
  it('are the ones that have a name, each once', () => {
    expect(RULES.map(({ id }) => id)).toEqual(RULE_IDS);
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s is a sentence, and says why',
    (_, rule) => {
      expect(rule.says).toMatch(/^[A-Z].*\.$/);
      expect(rule.why).toMatch(/^[A-Z].*[.)]$/);
      expect(rule.source).not.toBe('');
      expect(rule.needs.length).toBeGreaterThan(0);
    },
  );

  it('need experiments that there are, and none is made for nothing', () => {
    const needed = new Set(RULES.flatMap(({ needs }) => needs));
    expect([...needed].toSorted()).toEqual(EXPERIMENT_IDS.toSorted());
    for (const id of EXPERIMENT_IDS) expect(EXPERIMENTS[id].id).toBe(id);
  });
});

/** The same evidence, but in one call everything is heard as soon as the call was sent. */
function heardEarly(evidence: Evidence, id: ExperimentId, index: number): Evidence {
  const experiment = evidence.experiments[id];
  if (experiment === undefined) return evidence;
  const calls = experiment.calls.map((call, at) => (at === index ? early(call) : call));
  return { ...evidence, experiments: { ...evidence.experiments, [id]: { ...experiment, calls } } };
}

function early(call: CallEvidence): CallEvidence {
  const arrivals = call.arrivals.map((arrival) =>
    isSaid(arrival) ? { ...arrival, atMs: call.sentAtMs } : arrival,
  );
  return { ...call, arrivals };
}

function isSaid({ kind }: Arrival): boolean {
  return kind === 'message' || kind === 'progress';
}
