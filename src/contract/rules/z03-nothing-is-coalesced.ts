import { silenceFinding } from '../evidence/call-outcome.ts';
import type { CallEvidence } from '../evidence/evidence.ts';
import { behindIn, bunchingIn, graceFor, slackMs } from '../evidence/gaps-in.ts';
import { isHeardInTime } from '../evidence/matched-event.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z03: Rule = {
  id: 'Z03',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'What is said one after the other is heard one after the other, not in bunches.',
  why: 'Bunches are what a buffer between server and client looks like.',
  source: 'ours',
  needs: ['noise', 'gaps'],
  judge: ({ experiment, evidence: { granularityMs } }) => {
    // Without a token there is no progress to be heard.
    const calls = experiment('gaps').calls.filter(({ progressToken }) => progressToken !== null);
    const silent = calls.filter((call) => !isHeardInTime(call));
    if (silent.length > 0 || calls.length === 0) return silenceFinding(silent);
    const slack = slackMs(experiment('noise')) + granularityMs;
    if (calls.every((call) => bunchingIn(call, slack).pairs === 0)) {
      const noise = slack - granularityMs;
      if (granularityMs > 0 && calls.some((call) => bunchingIn(call, noise).pairs > 0)) {
        return notApplicable(
          `the server says that it may be ${granularityMs} ms late, and no two outputs were due far enough apart for that`,
        );
      }
      return cannotTell('no two outputs were due far enough apart for the noise that there is');
    }
    const isBunched = (call: CallEvidence, graceMs: number): boolean => {
      const { spreadMs, spanMs, together, pairs } = bunchingIn(call, slack + graceMs);
      return spreadMs + slack + graceMs < SPREAD_MIN * spanMs || together > TOGETHER_MAX * pairs;
    };
    const bunched = calls.filter((call) => isBunched(call, 0));
    const seen = `in ${calls.length - bunched.length} of ${calls.length} calls events came one by one`;
    if (bunched.length === 0) return pass(seen);
    return bunched.some((call) => isBunched(call, graceFor(call)))
      ? fail(seen)
      : cannotTell(`${seen}; ${behindIn(calls)}`);
  },
};

/** Arrivals must be spread over so much of the time over which the outputs were. */
const SPREAD_MIN = 0.8;
/** So many of the neighbours may be heard together. */
const TOGETHER_MAX = 0.2;
