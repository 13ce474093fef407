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

/** What a replacement is: text as it is, text with groups (`$1`), or ICU's, where a backslash escapes too. */
type Replacement = 'plain' | 'groups' | 'icu';

/** Replaces the first match, or all of them. */
function replaces({
  isAll,
  replacement: kind,
}: {
  readonly isAll: boolean;
  readonly replacement: Replacement;
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
        result += textOf(text, from, start) + filledIn(replacement, kind, texts);
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

function filledIn(text: string, kind: Replacement, groups: readonly string[]): string {
  if (kind === 'plain') return text;
  const marks = kind === 'icu' ? /\\([\s\S])|\$(\d)/g : /()\$(\d)/g;
  return text.replace(marks, (_, escaped?: string, group?: string) =>
    group === undefined ? (escaped ?? '') : (groups[Number(group)] ?? ''),
  );
}

/** Functions of regular expressions. */
export const PATTERN_FUNCTIONS: Readonly<Record<string, StataFunction>> = {
  regexm: matches,
  regexs: found,
  regexr: replaces({ isAll: false, replacement: 'plain' }),
  regexmatch: matches,
  regexcapture: found,
  regexreplace: replaces({ isAll: false, replacement: 'groups' }),
  regexreplaceall: replaces({ isAll: true, replacement: 'groups' }),
  ustrregexm: matches,
  ustrregexs: found,
  ustrregexrf: replaces({ isAll: false, replacement: 'icu' }),
  ustrregexra: replaces({ isAll: true, replacement: 'icu' }),
};
