import type { RuleId } from '../../src/contract/rule-id.ts';
import type { Verdict } from '../../src/contract/verdict.ts';

/** What was said of one server, in all its runs. */
export interface VerdictCount {
  readonly name: string;
  readonly runs: number;
  readonly verdicts: number;
  /** Rules that are kept, and were said to be broken. */
  readonly falseAlarms: readonly Verdict[];
  /** Rules that are broken, and were not said to be. */
  readonly misses: readonly Verdict[];
  /** Rules that are kept, and of which nobody could tell. */
  readonly open: readonly Verdict[];
}

/** Counts how often the judge was wrong about a server that breaks some rules and keeps all others. */
export function countVerdicts(
  name: string,
  breaks: readonly RuleId[],
  runs: readonly (readonly Verdict[])[],
): VerdictCount {
  const verdicts = runs.flat();
  const kept = verdicts.filter(({ ruleId }) => !breaks.includes(ruleId));
  return {
    name,
    runs: runs.length,
    verdicts: verdicts.length,
    falseAlarms: kept.filter(({ outcome }) => outcome === 'fail'),
    misses: verdicts.filter(({ ruleId, outcome }) => breaks.includes(ruleId) && outcome !== 'fail'),
    open: kept.filter(({ outcome }) => outcome === 'cannot-tell'),
  };
}

/** Several servers as one. */
export function sumOf(name: string, counts: readonly VerdictCount[]): VerdictCount {
  return {
    name,
    runs: counts.reduce((sum, { runs }) => sum + runs, 0),
    verdicts: counts.reduce((sum, { verdicts }) => sum + verdicts, 0),
    falseAlarms: counts.flatMap(({ falseAlarms }) => falseAlarms),
    misses: counts.flatMap(({ misses }) => misses),
    open: counts.flatMap(({ open }) => open),
  };
}

/** How often each rule occurs: `Z01 2, Z04 1`. */
export function perRule(verdicts: readonly Verdict[]): string {
  return Object.entries(Object.groupBy(verdicts, ({ ruleId }) => ruleId))
    .map(([ruleId, each]) => `${ruleId} ${each?.length ?? 0}`)
    .join(', ');
}
