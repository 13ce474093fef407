import { defaultFormat, isStringType, type StorageType } from '../dataset/storage-type.ts';
import { isEmpty, smallestType } from '../dataset/stored-value.ts';
import type { Variable } from '../dataset/variable.ts';
import { expandVarlist } from '../dataset/varlist.ts';
import { StataError } from '../error/stata-error.ts';
import { formatWith } from '../format/format-value.ts';
import { MISSING, parseMissing } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { countOf } from './counts.ts';
import { Options, parseStandard } from './standard-syntax.ts';

/** `destring [varlist], replace|generate(names) [ignore("chars") force percent dpcomma]`. */
export const destringCommand: Command = {
  name: 'destring',
  run: (context, { rest }) => {
    const { screen } = context;
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const isForced = left.has('force');
    const ignored = (left.argument('ignore') ?? '').replace(/^"(.*)"$/s, '$1');
    const targets = targetsOf(context, head, left);
    left.end();
    for (const { source, name } of targets) {
      const done = name === undefined ? 'replaced' : 'generated';
      if (!isStringType(source.type)) {
        screen.say(
          `${source.name} already numeric; no ${done === 'replaced' ? 'replace' : 'generate'}\n`,
        );
        continue;
      }
      const texts = source.values.map((text) => without(String(text), ignored));
      const numbers = texts.map((text) => numberOf(text));
      const isAllNumeric = !numbers.includes(undefined);
      const isCleaned = texts.some((text, at) => text !== source.values[at]);
      if (!isAllNumeric && !isForced) {
        screen.say(
          `${source.name}: contains nonnumeric characters; no ${done === 'replaced' ? 'replace' : 'generate'}\n`,
        );
        continue;
      }
      const values = numbers.map((number) => number ?? MISSING);
      const type = numericType(values);
      put(context, source, { name, type, values });
      const what = isAllNumeric
        ? isCleaned
          ? `characters ${[...ignored].join(' ')} removed`
          : 'all characters numeric'
        : 'contains nonnumeric characters';
      screen.say(
        `${source.name}: ${what}; ${name ?? ''}${name === undefined ? '' : ' '}${done} as ${type}\n`,
      );
      const missing = values.filter(isEmpty).length;
      if (missing > 0) screen.say(`(${countOf(missing, 'missing value')} generated)\n`);
    }
  },
};

/** `tostring varlist, replace|generate(names) [format(%fmt) usedisplayformat force]`. */
export const tostringCommand: Command = {
  name: 'tostring',
  run: (context, { rest }) => {
    const { screen } = context;
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const isForced = left.has('force');
    const wanted = left.argument('Format');
    const isDisplayed = left.has('usedisplayformat');
    const targets = targetsOf(context, head, left);
    left.end();
    for (const { source, name } of targets) {
      if (isStringType(source.type)) {
        screen.say(
          `${source.name} already string; no ${name === undefined ? 'replace' : 'generate'}\n`,
        );
        continue;
      }
      const format = wanted ?? (isDisplayed ? source.format : '%12.0g');
      const values = source.values.map((value) => formatWith(format, value).trim());
      const isLossy = values.some((text, at) => numberOf(text) !== source.values[at]);
      if (isLossy && !isForced) {
        const verb = name === undefined ? 'replace' : 'generate';
        screen.say(`${source.name} cannot be converted reversibly; no ${verb}\n`);
        continue;
      }
      const before = source.type;
      const type = smallestType(values.length === 0 ? [''] : values);
      put(context, source, { name, type, values });
      if (name === undefined) screen.say(`${source.name} was ${before} now ${type}\n`);
      else screen.say(`${name} generated as ${type}\n`);
    }
  },
};

interface Target {
  readonly source: Variable;
  /** What the new variable is called; undefined when the old one is replaced. */
  readonly name: string | undefined;
}

function targetsOf(context: Context, head: string, options: Options): readonly Target[] {
  const isReplaced = options.has('replace');
  const names = options.argument('Generate')?.split(/\s+/);
  if (isReplaced === (names !== undefined)) {
    throw new StataError(198, 'must specify either generate or replace option');
  }
  const { dataset } = context.state;
  const sources = head === '' ? dataset.variables : expandVarlist(dataset, head);
  if (names !== undefined && names.length !== sources.length) {
    throw new StataError(
      198,
      'number of variables in varlist must equal number of variables in generate()',
    );
  }
  return sources.map((source, index) => ({ source, name: names?.[index] }));
}

function put(
  { state: { dataset } }: Context,
  source: Variable,
  {
    name,
    type,
    values,
  }: {
    readonly name: string | undefined;
    readonly type: StorageType;
    readonly values: readonly Value[];
  },
): void {
  const target = name === undefined ? source : dataset.add(name, type);
  Object.assign(target, { type, format: defaultFormat(type), label: source.label });
  if (name !== undefined)
    dataset.variables.splice(
      dataset.variables.indexOf(source) + 1,
      0,
      ...dataset.variables.splice(-1),
    );
  else dataset.sortedBy = dataset.sortedBy.includes(source.name) ? [] : dataset.sortedBy;
  for (const [at, value] of values.entries()) target.values[at] = value;
  dataset.isChanged = true;
}

function without(text: string, characters: string): string {
  return [...text].filter((character) => !characters.includes(character)).join('');
}

/** Undefined for what is no number. */
function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return MISSING;
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(trimmed)) return Number(trimmed);
  return parseMissing(trimmed);
}

/** Whole numbers in the smallest type, all others in `double`. */
function numericType(values: readonly number[]): StorageType {
  const type = smallestType(values);
  return type === 'float' ? 'double' : type;
}
