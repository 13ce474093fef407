import type { Rule } from '../contract/rules/rule.ts';
import { RULES } from '../contract/rules/rules.ts';
import type { Verdict } from '../contract/terms/verdict.ts';

/** A verdict with the rule that it is about. */
export interface Judged {
  readonly verdict: Verdict;
  readonly rule: Rule;
}

/** Each verdict with its rule. One about a rule that there no longer is, is left out. */
export function withRules(verdicts: readonly Verdict[]): readonly Judged[] {
  return verdicts.flatMap((verdict) => {
    const rule = RULES.find(({ id }) => id === verdict.ruleId);
    return rule === undefined ? [] : [{ verdict, rule }];
  });
}

/** Whether a verdict makes the whole judging fail: what is only recommended does if `strict`. */
export function isBroken({ outcome, level }: Verdict, strict: boolean): boolean {
  return outcome === 'fail' && (strict || level === 'must');
}
