import type { Dataset } from '../../dataset/dataset.ts';
import { isStringType, type StorageType } from '../../dataset/storage-type.ts';
import { smallestType, storedValue, typeHoldingAll, widenTo } from '../../dataset/stored-value.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { withCommas } from '../../format/format-number.ts';
import { isMissing, MISSING, parseMissing } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import { mapInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard, sampleOf } from '../language/standard-syntax.ts';

/** `from … = to "label"`. */
interface Rule {
  readonly matches: (value: number) => boolean;
  /** Whether it is the rule `else`, for values that no other rule names. */
  readonly isElse: boolean;
  /** Undefined leaves the value as it is. */
  readonly to: number | undefined;
  readonly label: string | undefined;
}

/** How many rules there may be that are in no parentheses. */
const RULES_MAX = 5000;

/** `recode varlist (rule) … [if] [in] [, generate(names) prefix(text) label(name)]`. */
export const recodeCommand: Command = {
  name: 'recode',
  *run(context, { rest }) {
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const names = options.argument('Generate')?.split(/\s+/);
    const prefix = options.argument('PREfix');
    const labelName = options.argument('Label');
    options.take('copyrest');
    options.take('test');
    options.end();
    const { dataset } = context.state;
    const { list, rules } = yield* takenApart(syntax.head);
    const sources = expandVarlist(dataset, list);
    const isInSample = sampleOf(context, syntax);
    const made: Made[] = [];
    for (const [index, source] of sources.entries()) {
      if (isStringType(source.type))
        throw new StataError(108, 'recode only allows numeric variables');
      const name = prefix === undefined ? names?.[index] : prefix + source.name;
      if (names !== undefined && name === undefined) {
        throw new StataError(102, 'too few variables specified');
      }
      let changes = 0;
      const after = yield* mapInChunks(source.values, (value, at) => {
        const recast = isInSample(at)
          ? recoded(value, rules)
          : name === undefined
            ? value
            : MISSING;
        if (recast !== value) changes += 1;
        return recast;
      });
      const type = yield* name === undefined
        ? typeHoldingAll(source.type, after)
        : smallestType(after);
      const values = yield* mapInChunks(after, (value) => storedValue(type, value));
      made.push({ source, name, type, values, changes });
    }
    for (const each of made) put(context, each, rules, labelName);
  },
};

/** A new variable that is finished; all are put in place together. */
interface Made {
  readonly source: Variable;
  /** What the new variable is called; undefined when the old one is changed. */
  readonly name: string | undefined;
  readonly type: StorageType;
  readonly values: Value[];
  readonly changes: number;
}

function put(
  { screen, state: { dataset } }: Context,
  { source, name, type, values, changes }: Made,
  rules: readonly Rule[],
  labelName: string | undefined,
): void {
  const count = withCommas(String(changes));
  dataset.isChanged = true;
  if (name === undefined) {
    widenTo(source, type);
    source.values = values;
    if (changes > 0 && dataset.sortedBy.includes(source.name)) dataset.sortedBy = [];
    screen.say(`(${count} changes made to ${source.name})\n`);
    return;
  }
  const label = `RECODE of ${source.name}${source.label === '' ? '' : ` (${source.label})`}`;
  const target = Object.assign(dataset.add(name, type), { label, values });
  labelValues(dataset, target, rules, labelName ?? name);
  screen.say(`(${count} differences between ${source.name} and ${name})\n`);
}

function* takenApart(
  head: string,
): Work<{ readonly list: string; readonly rules: readonly Rule[] }> {
  const open = head.indexOf('(');
  if (open !== -1) {
    const texts = head.slice(open).matchAll(/\(([^()]*)\)/g);
    const rules = yield* mapInChunks(texts, ([, text = '']) => ruleOf(text));
    return { list: head.slice(0, open), rules };
  }
  if (head.split('=', RULES_MAX + 2).length > RULES_MAX + 1) {
    throw new StataError(1000, 'system limit exceeded');
  }
  const start = startOfRules(head);
  return { list: head.slice(0, start), rules: rulesIn(head.slice(start)).map(ruleOf) };
}

/** Where the rules begin that are in no parentheses: with the word before the first `=`, or the numbers. */
function startOfRules(head: string): number {
  const equals = head.indexOf('=');
  if (equals === -1) return head.length;
  let numbers = equals;
  while (numbers > 0 && /[-\d./\smaxin]/.test(head[numbers - 1] ?? '')) numbers -= 1;
  const firstBlank = numbers + head.slice(numbers, equals).search(/\s/);
  const beforeWord = /\s\S*$/.exec(head.slice(0, equals).trimEnd())?.index ?? equals;
  return firstBlank < numbers ? beforeWord : Math.min(firstBlank, beforeWord);
}

/** `1 2=3 4=5`: all words up to a `=`, and the one after it. */
function rulesIn(text: string): readonly string[] {
  const rules: string[] = [];
  let words: string[] = [];
  for (const word of text.replaceAll('=', ' = ').split(/\s+/).filter(Boolean)) {
    const isLast = words.at(-1) === '=';
    words.push(word);
    if (!isLast) continue;
    rules.push(words.join(' '));
    words = [];
  }
  return rules;
}

function ruleOf(text: string): Rule {
  const [, from = '', to = '', label] =
    /^([^=]*)=\s*(\S+)(?:\s*"([^"]*)")?$/.exec(text.trim()) ?? [];
  const words = from.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) throw new StataError(198, `rule ${text.trim()} is invalid`);
  const isElse = words.length === 1 && /^(?:else|\*)$/.test(words[0] ?? '');
  const tests = isElse ? [] : words.map(testOf);
  return {
    matches: (value) => tests.some((test) => test(value)),
    isElse,
    to: /^(?:copy|=)$/.test(to) ? undefined : numberOf(to),
    label,
  };
}

/** `3`, `1/5`, `min/4`, `5/max`, `missing`, `nonmissing`. */
function testOf(word: string): (value: number) => boolean {
  if (/^mis(?:s(?:i(?:n(?:g)?)?)?)?$/.test(word)) return isMissing;
  if (/^nonm(?:i(?:s(?:s(?:i(?:n(?:g)?)?)?)?)?)?$/.test(word)) return (value) => !isMissing(value);
  const [, first, last] = /^([^/]+)\/([^/]+)$/.exec(word) ?? [];
  if (first === undefined || last === undefined) {
    const number = numberOf(word);
    return (value) => value === number;
  }
  const from = first === 'min' ? Number.NEGATIVE_INFINITY : numberOf(first);
  const to = last === 'max' ? undefined : numberOf(last);
  return (value) => value >= from && (to === undefined ? !isMissing(value) : value <= to);
}

function numberOf(text: string): number {
  const number = parseMissing(text) ?? Number(text);
  if (Number.isNaN(number)) throw new StataError(198, `${text} invalid number`);
  return number;
}

function recoded(value: Value, rules: readonly Rule[]): Value {
  if (typeof value === 'string') return value;
  const rule = rules.find((each) => each.matches(value)) ?? rules.find(({ isElse }) => isElse);
  return rule?.to ?? value;
}

function labelValues(
  dataset: Dataset,
  target: Variable,
  rules: readonly Rule[],
  name: string,
): void {
  const pairs = rules.flatMap(({ to, label }) =>
    to === undefined || label === undefined ? [] : [[to, label] as const],
  );
  if (pairs.length === 0) return;
  dataset.setValueLabel(name, new Map(pairs));
  target.valueLabel = name;
}
