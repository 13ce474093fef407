import { trackingFinding } from '../findings/tracking-finding.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z06: Rule = {
  id: 'Z06',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'A client that accepts compressed answers hears each event as soon as any other.',
  why: 'A compressor such as gzip sends its header at once and keeps small events to itself.',
  source: 'ours',
  needs: ['tracking', 'gzip'],
  judge: ({ experiment, evidence: { granularityMs } }) => {
    const { calls } = experiment('gzip');
    const encoding = calls[0]?.headers?.['content-encoding'];
    if (encoding === undefined) return pass('nothing is compressed');
    const plain = experiment('tracking').calls.filter(({ label }) => label === '100 B');
    const without = trackingFinding('without', plain, granularityMs);
    if (without.outcome === 'fail') {
      return notApplicable('events are late without compression too (Z01)');
    }
    if (without.outcome !== 'pass') return without;
    return trackingFinding(encoding, calls, granularityMs);
  },
};
