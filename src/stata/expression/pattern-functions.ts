import { CompiledPattern } from '../pattern/match-pattern.ts';
import { charactersOf, textOf } from '../value/characters.ts';
import { isMissing } from '../value/missing.ts';
import { requireLength } from '../value/string-length.ts';
import type { Value } from '../value/value.ts';
import { numberAt, textAt } from './argument.ts';
import type { StataFunction } from './stata-function.ts';

/** The last pattern that was used: it is the same for each observation, as a rule. */
let last: { readonly key: string; readonly pattern: CompiledPattern } | undefined;

function patternOf(values: readonly Value[], optionAt: number): CompiledPattern {
  const source = textAt(values, 1);
  const option = values.length > optionAt ? numberAt(values, optionAt) : 0;
  const ignoresCase = option !== 0 && !isMissing(option);
  const key = `${ignoresCase}${source}`;
  if (last?.key !== key) last = { key, pattern: new CompiledPattern(source, { ignoresCase }) };
  return last.pattern;
}

const matches: StataFunction = {
  least: 2,
  most: 3,
  call: (values, scope) => {
    const found = patternOf(values, 2).find(charactersOf(textAt(values, 0)), scope.budget);
    scope.lastMatch = found?.texts ?? [];
    return found === undefined ? 0 : 1;
  },
};

/** What the last match found: 0 is the whole of it. */
const found: StataFunction = {
  least: 1,
  most: 1,
  call: (values, scope) => scope.lastMatch[numberAt(values, 0)] ?? '',
};

/** Replaces the first match, or all of them; `$1` is the first group where that is so in Stata. */
function replaces({
  isAll,
  hasGroups,
}: {
  readonly isAll: boolean;
  readonly hasGroups: boolean;
}): StataFunction {
  return {
    least: 3,
    most: 4,
    call: (values, { budget }) => {
      const text = charactersOf(textAt(values, 0));
      const replacement = textAt(values, 2);
      const pattern = patternOf(values, 3);
      let result = '';
      let from = 0;
      for (let at = 0; at <= text.length; ) {
        const match = pattern.find(text, budget, at);
        if (match === undefined) break;
        const { texts, start, end } = match;
        const into = hasGroups
          ? replacement.replace(/\$(\d)/g, (_, group) => texts[Number(group)] ?? '')
          : replacement;
        result += textOf(text, from, start) + into;
        requireLength(result.length);
        from = end;
        // After an empty match, the next one begins one character further.
        at = end === start ? end + 1 : end;
        if (!isAll) break;
      }
      return result + textOf(text, from);
    },
  };
}

/** Functions of regular expressions. */
export const PATTERN_FUNCTIONS: Readonly<Record<string, StataFunction>> = {
  regexm: matches,
  regexs: found,
  regexr: replaces({ isAll: false, hasGroups: false }),
  regexmatch: matches,
  regexcapture: found,
  regexreplace: replaces({ isAll: false, hasGroups: true }),
  regexreplaceall: replaces({ isAll: true, hasGroups: true }),
  ustrregexm: matches,
  ustrregexs: found,
  ustrregexrf: replaces({ isAll: false, hasGroups: true }),
  ustrregexra: replaces({ isAll: true, hasGroups: true }),
};
