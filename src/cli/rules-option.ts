import { InvalidArgumentError } from 'commander';
import type { Rule } from '../contract/rules/rule.ts';
import { RULES } from '../contract/rules/rules.ts';

/** Some rules, by their ids, separated by commas. */
export function parseRules(value: string): readonly Rule[] {
  return value.split(',').map((id) => {
    const rule = RULES.find((each) => each.id === id.trim().toUpperCase());
    if (rule !== undefined) return rule;
    throw new InvalidArgumentError(
      `There is no rule "${id}": choose from ${RULES.map((each) => each.id).join(', ')}.`,
    );
  });
}
