import { silenceFinding } from '../evidence/call-outcome.ts';
import { behindIn, type Gap, gapsIn, graceFor, slackMs } from '../evidence/gaps-in.ts';
import { isHeardInTime } from '../evidence/matched-event.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z02: Rule = {
  id: 'Z02',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'Each output is heard as long after the one before it as it was said.',
  why: 'The first event in time proves nothing of those that follow.',
  source: 'ours',
  needs: ['noise', 'gaps'],
  judge: ({ experiment, evidence: { granularityMs } }) => {
    // Without a token there is no progress to be heard.
    const calls = experiment('gaps').calls.filter(({ progressToken }) => progressToken !== null);
    const silent = calls.filter((call) => !isHeardInTime(call));
    if (silent.length > 0 || calls.length === 0) return silenceFinding(silent);
    const noise = slackMs(experiment('noise'));
    const slack = noise + granularityMs;
    const gaps = calls.flatMap((call) => gapsIn(call).map((gap) => ({ ...gap, ...call })));
    if (gaps.length === 0) return cannotTell('no two outputs were heard');
    const offBy = ({ dueMs, heardMs }: Gap, graceMs: number): boolean =>
      Math.abs(heardMs - dueMs) > toleranceMs(dueMs) + slack + graceMs;
    const off = gaps.filter((gap) => offBy(gap, 0));
    const surely = gaps.filter((gap) => offBy(gap, graceFor(gap)));
    const worst = Math.max(0, ...gaps.map(({ dueMs, heardMs }) => Math.abs(heardMs - dueMs)));
    const seen = `${gaps.length - off.length} of ${gaps.length} gaps were kept, the worst is ${worst.toFixed(0)} ms off`;
    const offMax = slack > 0 ? OFF_MAX : 0;
    if (off.length <= offMax) {
      // A gap that was swallowed must have shown.
      const isTold = gaps.some(({ dueMs }) => toleranceMs(dueMs) + noise < dueMs);
      return isTold ? pass(seen) : cannotTell(`${seen}; ${tooNoisy(noise)}`);
    }
    return surely.length > offMax ? fail(seen) : cannotTell(`${seen}; ${behindIn(calls)}`);
  },
};

/** How far a gap may be off, in milliseconds. */
function toleranceMs(dueMs: number): number {
  return Math.max(50, 0.2 * dueMs);
}

function tooNoisy(slack: number): string {
  return `but by noise alone a gap may be ${slack.toFixed(0)} ms off, so that none can be told from none at all; quiet the machine`;
}

/** One output that a busy machine holds up for a moment makes two gaps wrong: one long, one short. */
const OFF_MAX = 2;
