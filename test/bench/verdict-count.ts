import type { RuleId } from '../../src/contract/terms/rule-id.ts';
import type { Verdict } from '../../src/contract/terms/verdict.ts';

/** What was said of one server, in all its runs. */
export interface VerdictCount {
  readonly name: string;
  readonly runs: number;
  readonly verdicts: number;
  /** Rules that are kept, and were said to be broken. */
  readonly falseAlarms: readonly Verdict[];
  /** Rules that are broken, and were said to be kept, or not to apply. */
  readonly misses: readonly Verdict[];
  /** Rules of which nobody could tell, kept or broken: never green, and never a verdict. */
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
  const broken = verdicts.filter(({ ruleId }) => breaks.includes(ruleId));
  const open = verdicts.filter(({ outcome }) => outcome === 'cannot-tell');
  return {
    name,
    runs: runs.length,
    verdicts: verdicts.length,
    falseAlarms: kept.filter(({ outcome }) => outcome === 'fail'),
    misses: broken.filter(({ outcome }) => outcome === 'pass' || outcome === 'not-applicable'),
    open,
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
