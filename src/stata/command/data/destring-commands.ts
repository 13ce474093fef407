import { defaultFormat, isStringType, type StorageType } from '../../dataset/storage-type.ts';
import { isEmpty, smallestType, typeHoldingAll } from '../../dataset/stored-value.ts';
import type { Variable } from '../../dataset/variable.ts';
import { expandVarlist } from '../../dataset/varlist.ts';
import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { countOf } from '../../format/counts.ts';
import { formatWith } from '../../format/format-value.ts';
import { MISSING, parseMissing } from '../../value/missing.ts';
import type { Value } from '../../value/value.ts';
import type { Work } from '../../work/effect.ts';
import { filterInChunks, mapInChunks } from '../../work/in-chunks.ts';
import { Options, parseStandard } from '../language/standard-syntax.ts';

/** `destring [varlist], replace|generate(names) [ignore("chars") force percent dpcomma]`. */
export const destringCommand: Command = {
  name: 'destring',
  *run(context, { rest }) {
    const { screen } = context;
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const isForced = left.has('force');
    const ignored = (left.argument('ignore') ?? '').replace(/^"(.*)"$/s, '$1');
    const characters = new Set(ignored);
    const targets = convertedVariables(context, head, left);
    left.end();
    const made: Made[] = [];
    for (const { source, name } of targets) {
      const done = name === undefined ? 'replaced' : 'generated';
      if (!isStringType(source.type)) {
        screen.say(
          `${source.name} already numeric; no ${done === 'replaced' ? 'replace' : 'generate'}\n`,
        );
        continue;
      }
      let isAllNumeric = true;
      let isCleaned = false;
      const values: number[] = yield* mapInChunks(source.values, (value) => {
        const text = without(String(value), characters);
        const number = numberOf(text);
        isAllNumeric &&= number !== undefined;
        isCleaned ||= text !== value;
        return number ?? MISSING;
      });
      if (!isAllNumeric && !isForced) {
        screen.say(
          `${source.name}: contains nonnumeric characters; no ${done === 'replaced' ? 'replace' : 'generate'}\n`,
        );
        continue;
      }
      const type = yield* numericType(values);
      made.push({ source, name, type, values });
      const what = isAllNumeric
        ? isCleaned
          ? `characters ${[...ignored].join(' ')} removed`
          : 'all characters numeric'
        : 'contains nonnumeric characters';
      screen.say(
        `${source.name}: ${what}; ${name ?? ''}${name === undefined ? '' : ' '}${done} as ${type}\n`,
      );
      const missing = (yield* filterInChunks(values, isEmpty)).length;
      if (missing > 0) screen.say(`(${countOf(missing, 'missing value')} generated)\n`);
    }
    putAll(context, made);
  },
};

/** `tostring varlist, replace|generate(names) [format(%fmt) usedisplayformat force]`. */
export const tostringCommand: Command = {
  name: 'tostring',
  *run(context, { rest }) {
    const { screen, state } = context;
    const { head, options } = parseStandard(rest);
    const left = new Options(options);
    const isForced = left.has('force');
    const wanted = left.argument('Format');
    const isDisplayed = left.has('usedisplayformat');
    const targets = convertedVariables(context, head, left);
    left.end();
    const made: Made[] = [];
    for (const { source, name } of targets) {
      if (isStringType(source.type)) {
        screen.say(
          `${source.name} already string; no ${name === undefined ? 'replace' : 'generate'}\n`,
        );
        continue;
      }
      const format = wanted ?? (isDisplayed ? source.format : '%12.0g');
      let isLossy = false;
      state.dataset.requireMemoryFor([...made.map(({ type }) => type), 'str1']);
      const values: string[] = yield* mapInChunks(source.values, (value) => {
        const text = formatWith(format, value).trim();
        isLossy ||= numberOf(text) !== value;
        return text;
      });
      if (isLossy && !isForced) {
        const verb = name === undefined ? 'replace' : 'generate';
        screen.say(`${source.name} cannot be converted reversibly; no ${verb}\n`);
        continue;
      }
      const before = source.type;
      const type = yield* typeHoldingAll('str1', values);
      made.push({ source, name, type, values });
      if (name === undefined) screen.say(`${source.name} was ${before} now ${type}\n`);
      else screen.say(`${name} generated as ${type}\n`);
    }
    putAll(context, made);
  },
};

/** A new variable that is finished; all are put in place together. */
interface Made extends ConvertedVariable {
  readonly type: StorageType;
  readonly values: Value[];
}

interface ConvertedVariable {
  readonly source: Variable;
  /** What the new variable is called; undefined when the old one is replaced. */
  readonly name: string | undefined;
}

function convertedVariables(
  context: Context,
  head: string,
  options: Options,
): readonly ConvertedVariable[] {
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

/** Puts all new variables in place, each after its source. */
function putAll({ state: { dataset } }: Context, made: readonly Made[]): void {
  const order = [...dataset.variables];
  const added = new Map<Variable, Variable>();
  try {
    for (const { source, name, type, values } of made) {
      const target = name === undefined ? source : dataset.add(name, type);
      Object.assign(target, { type, format: defaultFormat(type), label: source.label, values });
      if (target !== source) added.set(source, target);
      else if (dataset.sortedBy.includes(source.name)) dataset.sortedBy = [];
      dataset.isChanged = true;
    }
  } finally {
    dataset.variables = order.flatMap((each) => [each, added.get(each) ?? []].flat());
  }
}

function without(text: string, characters: ReadonlySet<string>): string {
  if (characters.size === 0) return text;
  let left = '';
  let start = 0;
  let at = 0;
  for (const character of text) {
    if (characters.has(character)) {
      left += text.slice(start, at);
      start = at + character.length;
    }
    at += character.length;
  }
  return left + text.slice(start);
}

/** Undefined for what is no number. */
function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return MISSING;
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(trimmed)) return Number(trimmed);
  return parseMissing(trimmed);
}

/** Whole numbers in the smallest type, all others in `double`. */
function* numericType(values: readonly number[]): Work<StorageType> {
  const type = yield* smallestType(values);
  return type === 'float' ? 'double' : type;
}
