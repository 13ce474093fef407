import { answeredMs, answersOf, isAnsweredWithError } from '../evidence/call-outcome.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z09: Rule = {
  id: 'Z09',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'A tool that fails is answered with an error within a second, also when it has said nothing yet.',
  why: 'A hang, or a success that wasn’t one, is the worst thing to be told.',
  source: 'ours',
  needs: ['failure'],
  judge: ({ experiment, evidence: { granularityMs } }) => {
    const { calls } = experiment('failure');
    if (calls.length === 0) return cannotTell('no call was made');
    const faults = calls.flatMap((call) => {
      const afterMs = (answeredMs(call) ?? Number.POSITIVE_INFINITY) - call.script.endsAtMs;
      if (answersOf(call).length === 0) return [`${call.label}: never answered`];
      if (!isAnsweredWithError(call)) return [`${call.label}: told as a success`];
      if (afterMs > TOLD_MAX_MS + granularityMs)
        return [`${call.label}: ${afterMs.toFixed(0)} ms late`];
      return [];
    });
    return faults.length === 0
      ? pass('told at once, before the first output and after it')
      : fail(faults.join('; '));
  },
};

const TOLD_MAX_MS = 1000;
