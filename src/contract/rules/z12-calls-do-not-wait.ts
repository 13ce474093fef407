import { isHung } from '../evidence/call-outcome.ts';
import { trackingFinding } from '../findings/tracking-finding.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z12: Rule = {
  id: 'Z12',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'Calls that run at the same time are each heard as if they were alone.',
  why: 'A handler that blocks the event loop, or one lock for all, makes everybody wait for the slowest.',
  source: 'ours',
  needs: ['tracking', 'concurrency'],
  judge: ({ experiment, evidence: { granularityMs } }) => {
    const { calls } = experiment('concurrency');
    const alone = experiment('tracking').calls.filter(({ label }) => label === '100 B');
    if (trackingFinding('alone', alone, granularityMs).outcome === 'fail') {
      return notApplicable('events are late in calls that run alone, too (Z01)');
    }
    const hung = calls.filter(isHung);
    if (hung.length > 0 && !alone.some(isHung)) {
      return fail(`${hung.length} of ${calls.length} calls at the same time were never answered`);
    }
    return trackingFinding(`${calls.length} at the same time`, calls, granularityMs);
  },
};
