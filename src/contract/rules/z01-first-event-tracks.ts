import { collectedIn, trackingFinding } from '../findings/tracking-finding.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, worstOf } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z01: Rule = {
  id: 'Z01',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'The first event is heard when the first output is due, however long the run takes.',
  why: 'Otherwise a client waits in silence for the whole run and then gets everything at once: the twelve-second bug.',
  source: 'ours',
  needs: ['tracking'],
  judge: ({ experiment, evidence: { granularityMs } }) => {
    const groups = Map.groupBy(experiment('tracking').calls, ({ label }) => label);
    const finding = worstOf(
      [...groups].map(([label, calls]) => trackingFinding(label, calls, granularityMs)),
    );
    const collected = collectedIn(experiment('tracking').calls);
    if (finding.outcome !== 'fail' || collected === null) return finding;
    return fail(`${finding.evidence}; ${collected}`);
  },
};
