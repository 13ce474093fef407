import type { CallEvidence } from '../evidence.ts';
import { followedIn, LIMITS } from '../followed.ts';
import { intervalOf } from '../interval.ts';
import { PROTOCOL_VERSIONS } from '../protocol-version.ts';
import type { Rule } from '../rule.ts';
import { isHeardInTime, silenceFinding } from '../talk.ts';
import type { Estimate } from '../tracking.ts';
import { cannotTell, type Finding, fail, pass } from '../verdict.ts';

export const z01: Rule = {
  id: 'Z01',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  says: 'The first event is heard when the first output is due, however long the run takes.',
  why: 'Otherwise a client waits in silence for the whole run and then gets everything at once: the twelve-second bug.',
  source: 'ours',
  needs: ['tracking'],
  judge: ({ experiment }) => {
    const { calls } = experiment('tracking');
    const findings = [...Map.groupBy(calls, ({ label }) => label)].map(([label, group]) =>
      findingOf(label, group),
    );
    return worstOf(findings);
  },
};

/** What some calls of a randomised design, all of one kind, come to. */
function findingOf(label: string, calls: readonly CallEvidence[]): Finding {
  const followed = followedIn(calls);
  switch (followed.kind) {
    case 'silent': {
      const { outcome, evidence } = silenceFinding(calls.filter((call) => !isHeardInTime(call)));
      return {
        outcome,
        evidence: `${label}, ${followed.silent} of ${followed.calls} calls: ${evidence}`,
      };
    }
    case 'no-design':
      return cannotTell(`${label}: ${followed.why}`);
    case 'fitted': {
      const { a, b, c, d, degreesOfFreedom } = followed.tracking;
      const show = (name: string, estimate: Estimate): string => {
        const { low, high } = intervalOf(estimate, degreesOfFreedom);
        return `${name} = ${estimate.value.toFixed(3)} ± ${((high - low) / 2).toFixed(3)}`;
      };
      const parts = [show('b', b), show('c', c), ...(d === null ? [] : [show('d', d)])];
      const text = `${label}: ${parts.join(', ')}, a = ${a.value.toFixed(1)} ms, ${calls.length} trials`;
      if (followed.place === 'within') return pass(text);
      if (followed.place === 'beyond') return fail(text);
      return cannotTell(
        `${text}: the noise is too large to tell b from ${LIMITS.b.low} or c from ${LIMITS.c.high}; quiet the machine or give a larger --budget`,
      );
    }
  }
}

/** The worst of several findings, with the evidence of all. */
function worstOf(findings: readonly Finding[]): Finding {
  const order = ['fail', 'cannot-tell', 'pass', 'not-applicable'] as const;
  const outcome = order.find((each) => findings.some((finding) => finding.outcome === each));
  const evidence = findings.map((finding) => finding.evidence).join('; ');
  return outcome === undefined ? cannotTell('no call was made') : { outcome, evidence };
}
