import { isStringType } from '../dataset/storage-type.ts';
import { makeRoom, smallestType, storedValue } from '../dataset/stored-value.ts';
import type { Variable } from '../dataset/variable.ts';
import { expandVarlist } from '../dataset/varlist.ts';
import { StataError } from '../error/stata-error.ts';
import { withCommas } from '../format/format-number.ts';
import { isMissing, MISSING, parseMissing } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Command } from './command.ts';
import { Options, parseStandard, sampleOf } from './standard-syntax.ts';

/** `from … = to "label"`. */
interface Rule {
  readonly matches: (value: number) => boolean;
  /** Whether it is for what no other rule is for. */
  readonly isElse: boolean;
  /** Undefined leaves the value as it is. */
  readonly to: number | undefined;
  readonly label: string | undefined;
}

/** `recode varlist (rule) … [if] [in] [, generate(names) prefix(text) label(name)]`. */
export const recodeCommand: Command = {
  name: 'recode',
  run: (context, { rest }) => {
    const syntax = parseStandard(rest);
    const options = new Options(syntax.options);
    const names = options.argument('Generate')?.split(/\s+/);
    const prefix = options.argument('PREfix');
    const labelName = options.argument('Label');
    options.take('copyrest');
    options.take('test');
    options.end();
    const { dataset } = context.state;
    const { list, rules } = takenApart(syntax.head);
    const sources = expandVarlist(dataset, list);
    const isInSample = sampleOf(context, syntax);
    for (const [index, source] of sources.entries()) {
      if (isStringType(source.type))
        throw new StataError(108, 'recode only allows numeric variables');
      const made = prefix === undefined ? names?.[index] : prefix + source.name;
      if (names !== undefined && made === undefined) {
        throw new StataError(102, 'too few variables specified');
      }
      const before = [...source.values];
      const after = before.map((value, at) => {
        if (typeof value === 'string') return value;
        if (isInSample(at)) return recoded(value, rules);
        return made === undefined ? value : MISSING;
      });
      const target = made === undefined ? source : dataset.add(made, smallestType(after));
      makeRoom(target, after);
      for (const [at, value] of after.entries())
        target.values[at] = storedValue(target.type, value);
      const changes = after.filter((value, at) => value !== before[at]).length;
      dataset.isChanged = true;
      if (made === undefined && changes > 0 && dataset.sortedBy.includes(source.name))
        dataset.sortedBy = [];
      const count = withCommas(String(changes));
      if (made === undefined) context.screen.say(`(${count} changes made to ${source.name})\n`);
      else {
        target.label = `RECODE of ${source.name}${source.label === '' ? '' : ` (${source.label})`}`;
        labelValues(dataset.valueLabels, target, rules, labelName ?? made);
        context.screen.say(`(${count} differences between ${source.name} and ${made})\n`);
      }
    }
  },
};

function takenApart(head: string): { readonly list: string; readonly rules: readonly Rule[] } {
  const open = head.indexOf('(');
  if (open !== -1) {
    const rules = [...head.slice(open).matchAll(/\(([^()]*)\)/g)].map(([, text = '']) =>
      ruleOf(text),
    );
    return { list: head.slice(0, open), rules };
  }
  const start = /\s(?=[-\d.*]\S*\s*=|\S+\s*=|[-\d./\smaxin]+=)/.exec(head)?.index ?? head.length;
  const texts = head.slice(start).match(/[^=]+=\s*\S+/g) ?? [];
  return { list: head.slice(0, start), rules: texts.map(ruleOf) };
}

function ruleOf(text: string): Rule {
  const [, from = '', to = '', label] = /^([^=]*)=\s*(\S+)\s*(?:"([^"]*)")?\s*$/.exec(text) ?? [];
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

function recoded(value: number, rules: readonly Rule[]): Value {
  const rule = rules.find((each) => each.matches(value)) ?? rules.find(({ isElse }) => isElse);
  return rule?.to ?? value;
}

function labelValues(
  labels: Map<string, Map<number, string>>,
  target: Variable,
  rules: readonly Rule[],
  name: string,
): void {
  const pairs = rules.flatMap(({ to, label }) =>
    to === undefined || label === undefined ? [] : [[to, label] as const],
  );
  if (pairs.length === 0) return;
  labels.set(name, new Map(pairs));
  target.valueLabel = name;
}
