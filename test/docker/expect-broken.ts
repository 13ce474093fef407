import { expect } from 'vitest';
import type { RuleId } from '../../src/contract/terms/rule-id.ts';
import type { Verdict } from '../../src/contract/terms/verdict.ts';

/** What was found to break rules once, and now again. */
interface Breaking {
  readonly program: string;
  readonly about: string;
  readonly breaks: readonly RuleId[];
  readonly mayBreak?: readonly RuleId[];
}

/** The rules that are broken are those that were found to be, of those that are judged. */
export function expectBroken(
  { program, about, breaks, mayBreak = [] }: Breaking,
  verdicts: readonly Verdict[],
): void {
  const failed = verdicts.flatMap(({ ruleId, outcome }) =>
    outcome === 'fail' && !mayBreak.includes(ruleId) ? [ruleId] : [],
  );
  // On a busy machine the judge may say that it can't tell; that it is kept it must not say.
  const untold = verdicts.filter(
    ({ ruleId, outcome }) => outcome === 'cannot-tell' && breaks.includes(ruleId),
  );
  for (const { ruleId, evidence } of untold)
    process.stdout.write(`${program}, ${about}: can’t tell ${ruleId}: ${evidence}\n`);
  const broken = new Set([...failed, ...untold.map(({ ruleId }) => ruleId)]);
  const judged = verdicts.map(({ ruleId }) => ruleId);
  expect([...broken].toSorted(), about).toEqual(
    breaks.filter((id) => judged.includes(id)).toSorted(),
  );
}
